/** What people do with messages and with each other besides sending: edits, reactions, receipts, typing, presence, membership. */
package dev.parley.endtoend.people;
