package dev.parley.auth.session;

import dev.parley.api.id.UserId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.query.NativeQuery;

/** The table of sessions; blocks. Every change is one statement, so that of two that race one wins and the other sees it. */
@ApplicationScoped
@Transactional
class SessionTable implements PanacheRepositoryBase<Session, UUID> {
    /** The lock on the account makes a login and a change of the password it was verified with take turns. */
    private static final String INSERT = """
            insert into session (id, account_id, family_hash, token_hash, device, created_at, refreshed_at, expires_at)
            select :id, id, :family, :own, :device, :now, :now, :expires
            from account where id = :account and password_hash = :verified
            for share
            """;

    /** Of two requests with one token, the second waits for the row, sees another hash in it and finds nothing. */
    private static final String ROTATE = """
            update session set token_hash = :next, rotation_salt = :salt, refreshed_at = :now, expires_at = :expires
            where family_hash = :family and token_hash = :own and ended_at is null and expires_at > :now
            returning id
            """;

    private static final String CROWDED = """
            select id from session where account_id = :account and ended_at is null and id <> :kept
            order by refreshed_at desc, id desc offset :most
            """;

    private static final String END_ALL = """
            update session set ended_at = :now, end_reason = :reason, device = null
            where ended_at is null and account_id = :account
            returning id
            """;

    /** Inserts a session if the account still has the password that was verified. */
    boolean insert(NewSession row, String verifiedHash) {
        return getEntityManager()
                        .createNativeQuery(INSERT)
                        .setParameter("id", row.id())
                        .setParameter("family", row.token().familyHash())
                        .setParameter("own", row.token().ownHash())
                        .setParameter("device", row.device())
                        .setParameter("now", row.now())
                        .setParameter("expires", row.expires())
                        .setParameter("account", row.account().value())
                        .setParameter("verified", verifiedHash)
                        .executeUpdate()
                == 1;
    }

    record NewSession(UUID id, UserId account, RefreshToken token, String device, Instant now, Instant expires) {}

    /** Spends a token for the next one of its family; the session's id, or empty if the token is not the good one. */
    Optional<UUID> rotate(Rotation rotation) {
        return getSession()
                .createNativeQuery(ROTATE, UUID.class)
                .setParameter("next", rotation.next().ownHash())
                .setParameter("salt", rotation.salt())
                .setParameter("now", rotation.now())
                .setParameter("expires", rotation.expires())
                .setParameter("family", rotation.spent().familyHash())
                .setParameter("own", rotation.spent().ownHash())
                .getResultList()
                .stream()
                .findFirst();
    }

    /**
     * One token for another.
     *
     * @param salt what the next one is made with
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Rotation(RefreshToken spent, RefreshToken next, byte[] salt, Instant now, Instant expires) {}

    Optional<Session> ofFamily(RefreshToken token) {
        return find("familyHash", token.familyHash()).firstResultOptional();
    }

    Optional<Session> byId(UUID id) {
        return findByIdOptional(id);
    }

    List<Session> liveOf(UserId user, Instant now) {
        return list(
                "accountId = ?1 and endedAt is null and expiresAt > ?2 order by refreshedAt desc, id",
                user.value(),
                now);
    }

    /** Ends one session of the account; the ids of those that had not ended yet. */
    List<UUID> end(UserId account, UUID session, EndReason reason, Instant now) {
        return ending(":session", account, reason, now)
                .setParameter("session", session)
                .getResultList();
    }

    /** Ends all sessions of the account but one. */
    List<UUID> endOthers(UserId account, UUID kept, EndReason reason, Instant now) {
        String others = "select id from session where account_id = :account and id <> :kept and ended_at is null";
        return ending(others, account, reason, now).setParameter("kept", kept).getResultList();
    }

    /** Ends all sessions of the account, and forgets what its devices were called. */
    List<UUID> endAll(UserId account, EndReason reason, Instant now) {
        return getSession()
                .createNativeQuery(END_ALL, UUID.class)
                .setParameter("now", now)
                .setParameter("reason", reason.key())
                .setParameter("account", account.value())
                .getResultList();
    }

    /** Ends those of the account's sessions that were idle longest, so that {@code most} are left besides one. */
    List<UUID> endCrowded(UserId account, UUID kept, int most, Instant now) {
        return ending(CROWDED, account, EndReason.CROWDED_OUT, now)
                .setParameter("kept", kept)
                .setParameter("most", most)
                .getResultList();
    }

    /** Ended since {@code since}, and Redis does not know yet; the oldest first. */
    List<Session> unannounced(Instant since, int limit) {
        return find("endedAt > ?1 and announcedAt is null order by endedAt", since)
                .page(0, limit)
                .list();
    }

    void announced(List<UUID> sessions, Instant now) {
        update("announcedAt = ?1 where id in ?2", now, sessions);
    }

    /** Redis has lost what it was told since. */
    void unannounce(Instant since) {
        update("announcedAt = null where endedAt > ?1 and announcedAt is not null", since);
    }

    /** Removes what ended or expired before {@code before}. A scan: once in hours, and no index that rotations would pay for. */
    long forget(Instant before) {
        return delete("endedAt < ?1 or expiresAt < ?1", before);
    }

    /** Which ones: a query for ids, of constants of this class only. A session ends once. */
    private NativeQuery<UUID> ending(String which, UserId account, EndReason reason, Instant now) {
        String sql = """
                update session set ended_at = :now, end_reason = :reason
                where ended_at is null and account_id = :account and id in (%s)
                returning id
                """.formatted(which);
        return getSession()
                .createNativeQuery(sql, UUID.class)
                .setParameter("now", now)
                .setParameter("reason", reason.key())
                .setParameter("account", account.value());
    }
}
