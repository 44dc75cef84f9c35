/** The Kafka topics and what their records are. */
package dev.parley.api.topic;
