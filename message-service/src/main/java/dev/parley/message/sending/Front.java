package dev.parley.message.sending;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendResults;
import dev.parley.message.log.EventLog;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Takes sends to the log. Blocks, for a bounded time; for virtual threads.
 *
 * <p>The order matters. What is malformed is refused first. A repeat that is known is answered before membership is
 * looked at, so that somebody who has left still learns that their message was kept. The log comes last, and the ids are
 * remembered after it.
 */
@Singleton
final class Front {
    private final Repeats repeats;
    private final Permissions permissions;
    private final EventLog log;
    private final SendMetrics metrics;
    private final Clock clock;
    private final SendResult unavailable;
    private final Duration lookUpsWithin;
    /** Room for sends in work; what does not fit is turned away at once, not queued. */
    private final Semaphore inWork;

    Front(
            Repeats repeats,
            Permissions permissions,
            EventLog log,
            SendMetrics metrics,
            Clock clock,
            SendingConfig config) {
        this.repeats = repeats;
        this.permissions = permissions;
        this.log = log;
        this.metrics = metrics;
        this.clock = clock;
        this.unavailable = new SendResult(
                null, ErrorCode.UNAVAILABLE, "nothing was kept, try the same id again", config.retryAfter());
        this.lookUpsWithin = config.lookUpsWithin();
        this.inWork = new Semaphore(config.maxInFlight());
        metrics.watchInFlight(() -> config.maxInFlight() - inWork.availablePermits());
    }

    /** One result a send, in order: durable, or refused with nothing kept. Ends the spans. */
    List<SendResult> accept(List<Send> sends, SendSpans spans) {
        return accept(sends, false, spans).results();
    }

    /**
     * The same.
     *
     * @param fresh whether no id can be a repeat: then nothing is looked up, and nothing is waited for but the log;
     *     what cannot
     *     be decided so is left for later
     */
    SendResults accept(List<Send> sends, boolean fresh, SendSpans spans) {
        SendResults results = take(sends, fresh, spans);
        spans.end(results);
        return results;
    }

    private SendResults take(List<Send> sends, boolean fresh, SendSpans spans) {
        return metrics.measure(sends.size(), () -> {
            if (!inWork.tryAcquire(sends.size())) {
                return new SendResults(Collections.nCopies(sends.size(), unavailable));
            }
            try {
                return decide(new Round(sends, lookUpsWithin), fresh, spans);
            } finally {
                inWork.release(sends.size());
            }
        });
    }

    private SendResults decide(Round round, boolean fresh, SendSpans spans) {
        for (int i : round.open()) {
            SendRules.check(round.send(i)).ifPresent(refusal -> round.refuse(i, refusal));
        }
        round.mergeCopies();
        if (fresh) {
            permissions.checkWhatIsKnown(round);
        } else {
            repeats.answer(round);
            permissions.check(round);
        }
        round.holdBack();
        append(round, spans);
        return round.results();
    }

    private void append(Round round, SendSpans spans) {
        List<Integer> open = round.open();
        if (open.isEmpty()) {
            return;
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        BitSet durable = log.append(open.stream()
                .map(index -> entry(round.send(index), at, spans.header(index)))
                .toList());
        List<Send> kept = new ArrayList<>(open.size());
        for (int i = 0; i < open.size(); i++) {
            int index = open.get(i);
            if (durable.get(i)) {
                round.durable(index, at);
                kept.add(round.send(index));
            } else {
                round.refuse(index, unavailable);
            }
        }
        repeats.remember(kept, at);
    }

    private static EventLog.Entry entry(Send send, Instant at, byte[] trace) {
        return new EventLog.Entry(send.conversation(), event(send, at), trace);
    }

    private static ChatEvent event(Send send, Instant at) {
        return switch (send) {
            case Send.Message m -> new ChatEvent.Message(m.sender(), m.id(), at, m.text(), m.replyTo());
            case Send.Edit e -> new ChatEvent.Edit(e.sender(), e.id(), at, e.target(), e.text());
            case Send.Delete d -> new ChatEvent.Delete(d.sender(), d.id(), at, d.target());
            case Send.React r -> reaction(r, at);
        };
    }

    /** All keyboards' spellings of an emoji are one reaction. */
    private static ChatEvent reaction(Send.React react, Instant at) {
        String emoji = ReactionEmoji.of(react.emoji()).orElseThrow();
        return new ChatEvent.Reaction(react.sender(), react.id(), at, react.target(), emoji, react.remove());
    }
}
