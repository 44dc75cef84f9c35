package dev.parley.auth.account;

import dev.parley.api.id.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code account}. Of a deleted one, only id and dates are left. */
@Entity
@Table(name = "account")
public class Account {
    @Id
    UUID id;

    String username;

    @Column(name = "display_name")
    String displayName;

    @Column(name = "display_key")
    String displayKey;

    String avatar;

    @Column(name = "password_hash")
    String passwordHash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "deleted_at")
    Instant deletedAt;

    /** When he was out of all groups, as far as this service was told. */
    @Column(name = "departed_at")
    Instant departedAt;

    protected Account() {}

    Account(UUID id, Username username, DisplayName displayName, String passwordHash, Instant createdAt) {
        this.id = id;
        this.username = username.value();
        this.displayName = displayName.value();
        this.displayKey = displayName.key();
        this.passwordHash = passwordHash;
        this.createdAt = createdAt;
    }

    public UserId id() {
        return new UserId(id);
    }

    public String username() {
        return username;
    }

    /** The PHC string. */
    public String passwordHash() {
        return passwordHash;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    /** The account as others may see it. */
    public User toUser() {
        return isDeleted() ? User.deleted(id) : new User(id, username, displayName, avatar, null);
    }
}
