package dev.parley.gateway.presence;

import dev.parley.api.presence.SessionReport;

/** Where session reports go. Never blocks; reports of one key keep their order; some may be lost, and that is noticed. */
interface ReportLog {
    /** Writes a report, or loses it. */
    void write(String key, SessionReport report);

    /** Whether reports were lost and get through again now; true once for each such time. */
    boolean hasRecovered();
}
