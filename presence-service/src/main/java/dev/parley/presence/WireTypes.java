package dev.parley.presence;

import dev.parley.api.error.Problem;
import dev.parley.api.presence.PresenceList;
import dev.parley.api.presence.SessionReport;
import dev.parley.api.presence.UserPresence;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What this service reads and writes as JSON: a native executable keeps no other record's components. */
@RegisterForReflection(
        targets = {
            PresenceList.class,
            UserPresence.class,
            Problem.class,
            SessionReport.class,
            SessionReport.Opened.class,
            SessionReport.Changed.class,
            SessionReport.Closed.class,
            SessionReport.Heartbeat.class
        })
final class WireTypes {
    private WireTypes() {}
}
