package dev.parley.verify.fault;

import java.util.List;

/** What can be done to the people, rather than to the parts: implemented by who has their sockets. */
public interface Harm {
    /** Cuts every other socket. Returns how many. */
    int cut();

    /** Some sockets stop reading; they read on after {@link #readOn}. Returns how many. */
    int stall();

    void readOn();

    /** Conversations whose partitions unreadable records may be put into. */
    List<String> conversations();
}
