package dev.parley.api.receipt;

import java.util.List;

/** Receipts a gateway has coalesced: at most one per user and conversation. */
public record ReceiptBatch(List<Receipt> receipts) {
    /** The most receipts one request may carry. */
    public static final int MAX_RECEIPTS = 512;

    public ReceiptBatch {
        receipts = List.copyOf(receipts);
    }
}
