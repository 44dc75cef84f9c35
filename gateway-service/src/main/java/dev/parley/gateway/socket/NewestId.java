package dev.parley.gateway.socket;

import java.util.UUID;

/** The newest of a socket's ids, as its two halves: they come with every send. On the socket's event loop only. */
public final class NewestId {
    private long high;
    private long low;

    /** Whether this id is above all for which this was asked before; then it is the newest. */
    public boolean isPassedBy(UUID id) {
        int highs = Long.compareUnsigned(id.getMostSignificantBits(), high);
        int lows = Long.compareUnsigned(id.getLeastSignificantBits(), low);
        if (highs < 0 || (highs == 0 && lows <= 0)) {
            return false;
        }
        high = id.getMostSignificantBits();
        low = id.getLeastSignificantBits();
        return true;
    }
}
