package dev.parley.message.sending;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.IdTime;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendIdentity;
import dev.parley.api.send.SendResult;
import dev.parley.message.membership.PersistenceClient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Answers sends that were acknowledged before with the acknowledgement they had. Blocks, for a bounded time; for
 * virtual threads.
 *
 * <p>Young ids are known to {@link SentIds}. An id whose own time (version 7 carries it) is further from now than is
 * sure to be remembered there is looked for in history; if history cannot be asked, the send is {@code unavailable},
 * since nobody knows. An id that says nothing of its age counts as young: looking each of them up would make every send
 * wait for Postgres. Should it be an old one all the same, the log gets a second copy, and history makes that a void:
 * kept once, but acknowledged with another time.
 */
@Singleton
final class Repeats {
    private final SentIds sentIds;
    private final PersistenceClient history;
    private final SendMetrics metrics;
    private final Clock clock;
    private final SendingConfig config;

    Repeats(SentIds sentIds, PersistenceClient history, SendMetrics metrics, Clock clock, SendingConfig config) {
        this.sentIds = sentIds;
        this.history = history;
        this.metrics = metrics;
        this.clock = clock;
        this.config = config;
    }

    /** Answers the repeats among the open sends of a round. */
    void answer(Round round) {
        List<Integer> open = round.open();
        List<Optional<Instant>> known =
                sentIds.find(open.stream().map(round::send).toList());
        for (int i = 0; i < open.size(); i++) {
            int index = open.get(i);
            known.get(i).ifPresent(at -> repeated(round, index, at));
        }
        answerFromHistory(
                round,
                round.open().stream().filter(i -> isFarOff(round.send(i))).toList());
    }

    /** Remembers that these are durable since {@code at}. */
    void remember(List<Send> sends, Instant at) {
        sentIds.remember(sends, at);
    }

    private void answerFromHistory(Round round, List<Integer> old) {
        if (old.isEmpty()) {
            return;
        }
        metrics.lookedUp(old.size());
        try {
            Map<SendIdentity, Instant> kept = round.await(history.kept(
                    old.stream().map(i -> SendIdentity.of(round.send(i))).toList()));
            for (int i : old) {
                Instant at = kept.get(SendIdentity.of(round.send(i)));
                if (at != null) {
                    repeated(round, i, at);
                }
            }
        } catch (CompletionException e) {
            SendResult unknown = new SendResult(
                    null, ErrorCode.UNAVAILABLE, "history cannot be asked about this id now", config.retryAfter());
            old.forEach(i -> round.refuse(i, unknown));
        }
    }

    private void repeated(Round round, int index, Instant at) {
        metrics.repeated();
        round.durable(index, at);
    }

    private boolean isFarOff(Send send) {
        Instant now = clock.instant();
        return IdTime.of(send.id())
                .filter(made -> Duration.between(made, now).abs().compareTo(config.lookUpAfter()) > 0)
                .isPresent();
    }
}
