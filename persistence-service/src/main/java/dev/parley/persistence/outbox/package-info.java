/**
 * Records for Kafka that are written in the transaction whose change they tell of, and sent afterwards, at least once, in
 * the order of each conversation.
 */
package dev.parley.persistence.outbox;
