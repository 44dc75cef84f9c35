/**
 * Clients of Kafka with the settings our promises need. Knows no topic's content.
 */
package dev.parley.persistence.kafka;
