package dev.parley.gateway.following;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.receipt.MarkFrame;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Remembers for some minutes which marks were told here, and so knows one that is not new: a router that takes over repeats what it
 * cannot know to have been published, and a gateway that could not report a mark for a while reports it after a later one of the user's
 * other device. Bounded; what is forgotten early may be told again. Any thread; one conversation's marks come one after the other.
 */
@Singleton
final class ForwardMarks {
    private static final int MOST = 100_000;
    private static final Duration MEMORY = Duration.ofMinutes(5);

    private final Cache<Subject, Long> told =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MEMORY).build();

    private record Subject(MarkFrame.Kind kind, ConversationId conversation, UserId user) {}

    /** Whether this mark is ahead of every one told before; if so, it counts as told. */
    boolean goesForward(MarkFrame mark) {
        Subject subject = new Subject(mark.kind(), mark.conversation(), mark.user());
        Long before = told.getIfPresent(subject);
        if (before != null && before >= mark.seq()) {
            return false;
        }
        told.put(subject, mark.seq());
        return true;
    }
}
