package dev.parley.message.membership;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The cache of who is in which conversation. */
@ConfigMapping(prefix = "parley.membership")
public interface MembershipConfig {
    /** Members, over all conversations, that the cache holds at most. Default 1,000,000, about 100 bytes each. */
    @WithDefault("1000000")
    long maximumMembers();

    /** The age at which an entry that is used is read again, behind the scenes. Default 5 minutes; bounds what a lost change costs. */
    @WithDefault("5m")
    Duration refreshAfter();

    /** How long it is remembered that a conversation does not exist. Default 2 s. */
    @WithDefault("2s")
    Duration absentFor();
}
