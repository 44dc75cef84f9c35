/**
 * Compares, all the time, what the routers have counted ({@code chat.positions}) with what history holds. Both derive the same numbers
 * from the same log by themselves, so a difference means that one of them is wrong, and a person is needed.
 *
 * <p>Depends on the tables that {@code history} writes, not on its code: an auditor who shares code shares its mistakes.
 */
package dev.parley.persistence.audit;
