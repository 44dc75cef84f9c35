package dev.parley.presence;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.api.id.UserId;
import dev.parley.api.presence.PresenceList;
import dev.parley.api.presence.PresenceStatus;
import dev.parley.api.presence.SessionReport;
import dev.parley.api.presence.UserPresence;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What this service reads and writes as JSON: a native executable keeps no other record's components. */
@RegisterForReflection(
        targets = {
            PresenceList.class,
            PresenceStatus.class,
            UserId.class,
            UserPresence.class,
            ErrorCode.class,
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
