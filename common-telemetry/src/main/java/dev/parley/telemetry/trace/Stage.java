package dev.parley.telemetry.trace;

import io.opentelemetry.api.trace.SpanKind;

/** Where a message passes, in this order; the last two at the same time. */
public enum Stage {
    /** The gateway: from a socket's frame to its answer. */
    SEND(SpanKind.SERVER),
    /** message-service's front: from a send to its place on all in-sync replicas. */
    APPEND(SpanKind.PRODUCER),
    /** message-service's router: one pipeline to Redis. */
    PUBLISH(SpanKind.CONSUMER),
    /** persistence-service: one transaction. */
    STORE(SpanKind.CONSUMER);

    private final SpanKind kind;

    Stage(SpanKind kind) {
        this.kind = kind;
    }

    SpanKind kind() {
        return kind;
    }

    /** The span's name. */
    String label() {
        return "message " + name().toLowerCase(java.util.Locale.ROOT);
    }
}
