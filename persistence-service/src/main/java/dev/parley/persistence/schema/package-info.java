/**
 * The schema of database {@code parley_chat}: migrated at start, however long Postgres takes to come. What needs tables
 * waits for it here.
 */
package dev.parley.persistence.schema;
