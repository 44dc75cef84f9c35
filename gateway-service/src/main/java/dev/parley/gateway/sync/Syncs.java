package dev.parley.gateway.sync;

import dev.parley.api.error.ErrorCode;
import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.socket.ClientSocket;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes {@code sync} frames and has them answered, so many at a time. On the socket's event loop; answers on virtual threads. */
@Singleton
public final class Syncs {
    private static final long RETRY_AFTER_SECONDS = 2;

    private final SyncConfig config;
    private final SyncAnswer answer;
    private final Threads threads;
    private final Semaphore permits;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<UUID, Integer> perSocket = new ConcurrentHashMap<>();
    private final Timer timer;

    Syncs(SyncConfig config, SyncAnswer answer, Threads threads, MeterRegistry registry) {
        this.config = config;
        this.answer = answer;
        this.threads = threads;
        this.permits = new Semaphore(config.atOnce(), true);
        this.timer = registry.timer("parley.gateway.sync");
        Gauge.builder("parley.gateway.sync.waiting", waiting, AtomicInteger::get)
                .register(registry);
    }

    /** Answers the frame, sooner or later. */
    public void accept(ClientSocket socket, ClientFrame.Sync frame) {
        if (perSocket.merge(socket.id(), 1, Integer::sum) > config.perSocket()) {
            done(socket);
            socket.refuse(ServerFrame.Refusal.later(ErrorCode.RATE_LIMITED, "syncs are under way", 1));
            return;
        }
        if (waiting.incrementAndGet() > config.waiting()) {
            waiting.decrementAndGet();
            done(socket);
            socket.refuse(
                    ServerFrame.Refusal.later(ErrorCode.UNAVAILABLE, "too many are syncing", RETRY_AFTER_SECONDS));
            return;
        }
        threads.run(() -> answerInTurn(socket, frame));
    }

    private void answerInTurn(ClientSocket socket, ClientFrame.Sync frame) {
        permits.acquireUninterruptibly();
        try {
            if (!socket.isClosing()) {
                timer.record(() -> answer.answer(socket, frame));
            }
        } finally {
            permits.release();
            waiting.decrementAndGet();
            done(socket);
        }
    }

    private void done(ClientSocket socket) {
        perSocket.computeIfPresent(socket.id(), (id, count) -> count == 1 ? null : count - 1);
    }
}
