package dev.parley.message.sending;

import dev.parley.api.conversation.Role;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendResult;
import dev.parley.message.membership.Roster;
import dev.parley.message.membership.Rosters;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Refuses what the sender may not do. Blocks where something must be looked up; for virtual threads. */
@Singleton
final class Permissions {
    private final Rosters rosters;
    private final Targets targets;
    private final SendingConfig config;

    Permissions(Rosters rosters, Targets targets, SendingConfig config) {
        this.rosters = rosters;
        this.targets = targets;
        this.config = config;
    }

    /** Refuses, among the open sends of a round, those that their senders may not make. */
    void check(Round round) {
        // All conversations are asked for before the first answer is waited for.
        Map<ConversationId, CompletableFuture<Roster>> asked = new HashMap<>();
        for (int i : round.open()) {
            asked.computeIfAbsent(round.send(i).conversation(), rosters::of);
        }
        for (int i : round.open()) {
            Send send = round.send(i);
            check(round, send, asked.get(send.conversation())).ifPresent(refusal -> round.refuse(i, refusal));
        }
    }

    /**
     * Lets pass, among the open sends of a round, those that their senders may make by what is known here and now. The
     * others are left for later: who is no member may have been added a moment ago, and targets are always looked up.
     */
    void checkWhatIsKnown(Round round) {
        for (int i : round.open()) {
            Send send = round.send(i);
            boolean needsTarget = send instanceof Send.Edit || send instanceof Send.Delete;
            if (needsTarget
                    || rosters.known(send.conversation()).roleOf(send.sender()).isEmpty()) {
                round.later(i);
            }
        }
    }

    private Optional<SendResult> check(Round round, Send send, CompletableFuture<Roster> asked) {
        Optional<Role> role;
        try {
            role = role(round, send, asked);
        } catch (CompletionException e) {
            return unavailable("who is in this conversation cannot be learnt now");
        }
        if (role.isEmpty()) {
            // The same for a conversation that does not exist: its existence is not learnt.
            return refused(ErrorCode.NOT_MEMBER, "not a member of this conversation");
        }
        return switch (send) {
            case Send.Message message -> Optional.empty();
            case Send.React react -> Optional.empty();
            case Send.Edit edit -> checkTarget(round, send, edit.target(), false);
            case Send.Delete delete ->
                checkTarget(round, send, delete.target(), role.get().moderates());
        };
    }

    private Optional<Role> role(Round round, Send send, CompletableFuture<Roster> asked) {
        Roster roster = round.await(asked);
        Optional<Role> role = roster.roleOf(send.sender());
        return role.isPresent() || !roster.exists()
                ? role
                : round.await(rosters.again(send.conversation())).roleOf(send.sender());
    }

    private Optional<SendResult> checkTarget(Round round, Send send, long target, boolean anybodys) {
        return switch (targets.find(round, send.conversation(), target)) {
            case Target.None none -> refused(ErrorCode.NOT_FOUND, "there is no message with seq " + target);
            case Target.Unknown unknown -> unavailable("the message cannot be looked up now");
            case Target.Message(UserId sender) ->
                anybodys || sender.equals(send.sender())
                        ? Optional.empty()
                        : refused(ErrorCode.FORBIDDEN, "the message is somebody else's");
        };
    }

    private static Optional<SendResult> refused(ErrorCode code, String message) {
        return Optional.of(SendResult.refused(code, message));
    }

    private Optional<SendResult> unavailable(String message) {
        return Optional.of(new SendResult(null, ErrorCode.UNAVAILABLE, message, config.retryAfter()));
    }
}
