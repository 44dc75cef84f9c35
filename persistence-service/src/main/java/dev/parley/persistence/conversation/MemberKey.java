package dev.parley.persistence.conversation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Who is a member of what. */
@Embeddable
public record MemberKey(
        @Column(name = "conversation_id") UUID conversation,
        @Column(name = "user_id") UUID user) {}
