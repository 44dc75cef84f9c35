package dev.parley.gateway.socket;

import dev.parley.api.error.ErrorCode;
import dev.parley.gateway.frame.ServerFrame;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What goes through the sockets, by kind. Any thread. */
@Singleton
public final class SocketMetrics {
    private final MeterRegistry registry;
    private final Map<String, Counter> in = new ConcurrentHashMap<>();
    private final Map<Class<?>, Counter> out = new ConcurrentHashMap<>();
    private final Map<ErrorCode, Counter> refused = new EnumMap<>(ErrorCode.class);
    private final Map<CloseCode, Counter> closed = new EnumMap<>(CloseCode.class);
    private final Counter lagging;

    public SocketMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.lagging = registry.counter("parley.gateway.lagging");
        for (ErrorCode code : ErrorCode.values()) {
            refused.put(code, registry.counter("parley.gateway.refused", "code", code.wire()));
        }
        for (CloseCode code : CloseCode.values()) {
            closed.put(code, registry.counter("parley.gateway.closed", "code", Integer.toString(code.code())));
        }
    }

    /** A frame of this type came in. {@code type} must be one of a fixed set. */
    public void received(String type) {
        in.computeIfAbsent(type, key -> registry.counter("parley.gateway.frames.in", "type", key))
                .increment();
    }

    void sent(ServerFrame frame) {
        if (frame instanceof ServerFrame.Refusal refusal) {
            refused.get(refusal.code()).increment();
        }
        out.computeIfAbsent(
                        frame.getClass(),
                        key -> registry.counter("parley.gateway.frames.out", "type", key.getSimpleName()))
                .increment();
    }

    /** A socket began to lag. */
    void lagging() {
        lagging.increment();
    }

    void closed(CloseCode code) {
        closed.get(code).increment();
    }
}
