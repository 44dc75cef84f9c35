package dev.parley.auth.key;

import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys as they were when they were last read, in the order in which they begin to sign. Immutable. */
record KeyRing(List<Key> keys, KeySchedule schedule) {
    KeyRing {
        keys = List.copyOf(keys);
    }

    /** One key, unsealed. */
    record Key(String kid, ECPublicKey publicKey, PrivateKey privateKey, Instant signsFrom) {
        @Override
        public String toString() {
            return "Key[" + kid + "]";
        }
    }

    /** The key that signs now: the last one whose time has come. */
    Optional<Key> signing(Instant now) {
        return keys.reversed().stream()
                .filter(key -> !key.signsFrom().isAfter(now))
                .findFirst()
                .or(() -> keys.stream().findFirst());
    }

    /** All keys that verifiers should know now. */
    List<Key> published(Instant now) {
        return keys.subList(schedule.gone(keys.stream().map(Key::signsFrom).toList(), now), keys.size());
    }

    Optional<Key> verifying(String kid, Instant now) {
        return published(now).stream().filter(key -> key.kid().equals(kid)).findFirst();
    }
}
