package dev.parley.auth.session;

import dev.parley.api.id.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code session}, for reading: all changes are single statements of {@link SessionTable}. */
@Entity
@Table(name = "session")
class Session {
    @Id
    UUID id;

    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "family_hash")
    byte[] familyHash;

    @Column(name = "token_hash")
    byte[] tokenHash;

    @Column(name = "rotation_salt")
    byte[] rotationSalt;

    String device;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "refreshed_at")
    Instant refreshedAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "ended_at")
    Instant endedAt;

    @Column(name = "end_reason")
    String endReason;

    @Column(name = "announced_at")
    Instant announcedAt;

    protected Session() {}

    boolean isLive(Instant now) {
        return endedAt == null && expiresAt.isAfter(now);
    }

    UserId user() {
        return new UserId(accountId);
    }
}
