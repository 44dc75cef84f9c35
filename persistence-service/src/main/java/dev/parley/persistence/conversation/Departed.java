package dev.parley.persistence.conversation;

import dev.parley.api.id.UserId;
import dev.parley.persistence.web.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;

/** The users whose accounts are deleted. Blocks its caller. */
@ApplicationScoped
class Departed {
    /**
     * The lock that {@code key share} takes on the table, whether it finds a row or not, is held until the transaction ends: {@link #LOCK}
     * waits for it.
     */
    private static final String AMONG =
            "select user_id from departed where user_id = any(cast(:users as uuid[])) limit 1 for key share";

    private static final String KNOWN = "select user_id from departed where user_id = :user";

    /** A wait here holds up everybody who makes a group, so it is short; whoever tells us tells us again. */
    private static final String PATIENCE = "set local lock_timeout = '2s'";

    /** Not against those who only read: a backup reads for long. */
    private static final String LOCK = "lock table departed in exclusive mode";

    private static final String INSERT =
            "insert into departed (user_id, at) values (:user, :at) on conflict do nothing";

    private final EntityManager entities;
    private final Clock clock;

    Departed(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** Within the transaction that makes them members: it holds until that ends. */
    void requireNone(Collection<UserId> users) {
        UUID[] ids = users.stream().map(UserId::value).toArray(UUID[]::new);
        boolean some = !entities.createNativeQuery(AMONG, UUID.class)
                .setParameter("users", ids)
                .getResultList()
                .isEmpty();
        if (some) {
            throw Refusal.notFound("one of these users has deleted the account");
        }
    }

    /** When this returns, whoever was to become a member together with this user is one, and nobody else will. */
    @Transactional
    void add(UserId user) {
        boolean known = !entities.createNativeQuery(KNOWN, UUID.class)
                .setParameter("user", user.value())
                .getResultList()
                .isEmpty();
        if (known) {
            return;
        }
        entities.createNativeQuery(PATIENCE).executeUpdate();
        entities.createNativeQuery(LOCK).executeUpdate();
        entities.createNativeQuery(INSERT)
                .setParameter("user", user.value())
                .setParameter("at", clock.instant())
                .executeUpdate();
    }
}
