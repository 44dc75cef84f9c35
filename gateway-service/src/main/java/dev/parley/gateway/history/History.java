package dev.parley.gateway.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.conversation.ConversationHead;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.conversation.UserConversations;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.runtime.Unanswered;
import dev.parley.gateway.upstream.Service;
import dev.parley.gateway.upstream.Upstreams;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** persistence-service's internal calls. Blocks: virtual threads only. Repeats nothing; callers know when to ask again. */
@Singleton
public final class History {
    /** The most events one call brings. */
    public static final int PAGE = 200;

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final Service service;
    private final ObjectMapper mapper;

    History(Upstreams upstreams, ObjectMapper mapper) {
        this.service = upstreams.history();
        this.mapper = mapper;
    }

    /** All that a user is in now. */
    public List<ConversationHead> conversationsOf(UserId user) throws Unanswered {
        Service.Answer answer = get("/internal/users/" + user + "/conversations");
        return read(answer, UserConversations.class).conversations();
    }

    /** A conversation, or empty if there is none. */
    public Optional<ConversationState> conversation(ConversationId conversation) throws Unanswered {
        Service.Answer answer = get("/internal/conversations/" + conversation);
        return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(read(answer, ConversationState.class));
    }

    /** Event frames after a seq, ascending, at most {@link #PAGE}. */
    public List<byte[]> eventsAfter(ConversationId conversation, long seq) throws Unanswered {
        Service.Answer answer =
                get("/internal/conversations/" + conversation + "/events?after=" + seq + "&limit=" + PAGE);
        if (answer.status() == NOT_FOUND) {
            return List.of();
        }
        return lines(expectOk(answer).body().getBytes());
    }

    /** Whether two users share a conversation. */
    public boolean share(UserId one, UserId other) throws Unanswered {
        Service.Answer answer = get("/internal/users/" + one + "/shares-with/" + other);
        return switch (answer.status()) {
            case OK, NO_CONTENT -> true;
            case NOT_FOUND -> false;
            default -> throw unexpected(answer);
        };
    }

    private Service.Answer get(String path) throws Unanswered {
        return Threads.await(service.call(Service.Call.get(path, TIMEOUT)), TIMEOUT.multipliedBy(2));
    }

    private <T> T read(Service.Answer answer, Class<T> type) throws Unanswered {
        try {
            return mapper.readValue(expectOk(answer).body().getBytes(), type);
        } catch (IOException e) {
            throw new Unanswered(e);
        }
    }

    private static Service.Answer expectOk(Service.Answer answer) throws Unanswered {
        if (answer.status() != OK) {
            throw unexpected(answer);
        }
        return answer;
    }

    private static Unanswered unexpected(Service.Answer answer) {
        return new Unanswered("status " + answer.status());
    }

    private static List<byte[]> lines(byte[] body) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == '\n') {
                if (i > from) {
                    lines.add(Arrays.copyOfRange(body, from, i));
                }
                from = i + 1;
            }
        }
        return lines;
    }
}
