/**
 * Plain JDBC: transactions, and what a failed statement means. Knows nothing of what is stored.
 */
package dev.parley.persistence.database;
