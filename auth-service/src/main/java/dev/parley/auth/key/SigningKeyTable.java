package dev.parley.auth.key;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of keys; blocks. */
@ApplicationScoped
class SigningKeyTable implements PanacheRepositoryBase<SigningKey, String> {
    /** An arbitrary number that all replicas share; advisory locks are per database. */
    private static final long ROTATION_LOCK = 0x7061726c6579L;

    private final KeyForge forge;
    private final KeySchedule schedule;

    SigningKeyTable(KeyForge forge, KeyConfig config) {
        this.forge = forge;
        this.schedule = new KeySchedule(config.rotateEvery(), config.publishAhead(), config.keepFor());
    }

    KeySchedule schedule() {
        return schedule;
    }

    /** All keys, in the order in which they begin to sign. */
    @Transactional
    List<SigningKey> all() {
        return listAll(Sort.by("signsFrom").and("kid"));
    }

    /**
     * Makes the next key if it is time, and removes those that are gone. One replica does so at a time: the next one
     * finds it done.
     *
     * @return whether a key was made
     */
    @Transactional
    boolean rotate(Instant now) {
        getEntityManager()
                .createNativeQuery("select 1 from (select pg_advisory_xact_lock(:lock)) as locked", Integer.class)
                .setParameter("lock", ROTATION_LOCK)
                .getSingleResult();
        List<SigningKey> keys = all();
        List<Instant> signsFrom = keys.stream().map(key -> key.signsFrom).toList();
        keys.subList(0, schedule.gone(signsFrom, now)).forEach(this::delete);
        Optional<Instant> next = schedule.nextSignsFrom(signsFrom.stream().reduce((first, second) -> second), now);
        next.ifPresent(from -> persist(forge.make(now, from)));
        return next.isPresent();
    }
}
