package dev.parley.persistence.conversation;

import dev.parley.api.conversation.ConversationState;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Membership;
import dev.parley.api.id.ConversationId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A row of {@code conversations}. */
@Entity
@Table(name = "conversations")
public class Conversation extends PanacheEntityBase {
    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    ConversationType type;

    String title;
    long version;

    @Column(name = "created_at")
    Instant createdAt;

    /** What others are told of it. */
    ConversationState state(List<Member> members) {
        List<Membership> memberships = members.stream()
                .map(member -> new Membership(member.user(), member.role))
                .toList();
        return new ConversationState(new ConversationId(id), type, title, version, memberships);
    }
}
