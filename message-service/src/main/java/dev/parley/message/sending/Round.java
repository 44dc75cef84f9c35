package dev.parley.message.sending;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The sends of one request on their way through the checks: each is open until it is refused or durable. One thread's.
 *
 * <p>A send that stands twice in a request goes through once; the second gets the first one's result.
 */
final class Round {
    private final List<Send> sends;
    private final SendResult[] results;
    private final int[] copyOf;

    Round(List<Send> sends) {
        this.sends = sends;
        this.results = new SendResult[sends.size()];
        this.copyOf = new int[sends.size()];
        Arrays.fill(copyOf, -1);
    }

    /** What makes two sends the same. */
    private record Identity(ConversationId conversation, UserId sender, UUID id) {}

    /** Takes copies out. To be called when every open send has its conversation, sender and id. */
    void mergeCopies() {
        Map<Identity, Integer> first = new HashMap<>();
        for (int i : open()) {
            Send send = sends.get(i);
            Integer before = first.putIfAbsent(new Identity(send.conversation(), send.sender(), send.id()), i);
            if (before != null) {
                copyOf[i] = before;
            }
        }
    }

    /** The indices of the sends that are not decided, ascending. */
    List<Integer> open() {
        List<Integer> open = new ArrayList<>(results.length);
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null && copyOf[i] < 0) {
                open.add(i);
            }
        }
        return open;
    }

    Send send(int index) {
        return sends.get(index);
    }

    void durable(int index, Instant at) {
        results[index] = SendResult.durable(at);
    }

    void refuse(int index, ErrorCode code, String message) {
        results[index] = SendResult.refused(code, message);
    }

    void refuse(int index, SendResult refusal) {
        results[index] = refusal;
    }

    /** All results, once nothing is open. */
    List<SendResult> results() {
        for (int i = 0; i < results.length; i++) {
            if (copyOf[i] >= 0) {
                results[i] = results[copyOf[i]];
            }
        }
        return List.of(results);
    }
}
