/**
 * Compares samples of what Redis hands out (the recent streams) with what history holds. They are made from the same bytes by two
 * services, so a difference means that one of them is wrong, and a person is needed.
 */
package dev.parley.gateway.audit;
