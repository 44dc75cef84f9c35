/** Read and delivered marks, from {@code chat.receipts} into memberships: they only ever move forward. */
package dev.parley.persistence.receipt;
