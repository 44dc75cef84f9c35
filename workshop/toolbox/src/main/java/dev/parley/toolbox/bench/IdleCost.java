package dev.parley.toolbox.bench;

/**
 * What idle sockets cost the gateways in memory.
 *
 * @param sockets how many were opened
 * @param before what the gateways had before that
 * @param after what they had with all of them open
 */
record IdleCost(int sockets, GatewayMemory.Reading before, GatewayMemory.Reading after) {
    /** Resident bytes a socket. */
    long resident() {
        return (after.resident() - before.resident()) / sockets;
    }

    /** Live bytes of the heap a socket. */
    long heap() {
        return (after.heap() - before.heap()) / sockets;
    }
}
