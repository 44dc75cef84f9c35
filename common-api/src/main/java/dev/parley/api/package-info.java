/**
 * What crosses a boundary between Parley's services, and nothing else: ids, the events of a conversation's log, the
 * requests services make of one another, the names of topics and channels, and the error codes of the public contract.
 *
 * <p>Depends on Jackson's annotations only; knows no framework and no engine.
 */
package dev.parley.api;
