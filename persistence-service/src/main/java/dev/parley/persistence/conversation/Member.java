package dev.parley.persistence.conversation;

import dev.parley.api.conversation.Role;
import dev.parley.api.id.UserId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A row of {@code memberships}, without the marks: those are moved by receipts, so updates must leave them alone. */
@Entity
@DynamicUpdate
@Table(name = "memberships")
public class Member extends PanacheEntityBase {
    @EmbeddedId
    MemberKey key;

    @Enumerated(EnumType.STRING)
    Role role;

    /** The order in which members joined. */
    int ordinal;

    @Column(name = "joined_at")
    Instant joinedAt;

    static Member joining(UUID conversation, UserId user, Role role, int ordinal, Instant at) {
        Member member = new Member();
        member.key = new MemberKey(conversation, user.value());
        member.role = role;
        member.ordinal = ordinal;
        member.joinedAt = at;
        return member;
    }

    /** All of a conversation, in the order in which they joined. */
    static List<Member> of(UUID conversation) {
        return list("key.conversation = ?1 order by ordinal", conversation);
    }

    UserId user() {
        return new UserId(key.user());
    }
}
