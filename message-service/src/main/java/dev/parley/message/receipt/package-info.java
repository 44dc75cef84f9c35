/**
 * Read and delivered marks: {@code ReceiptResource} takes them to {@code chat.receipts}, {@code ReceiptRelay} takes them from there to the
 * live channels. Marks only move forward, so losing the order or repeating one does no harm.
 */
package dev.parley.message.receipt;
