package dev.parley.auth.key;

import dev.parley.auth.problem.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The keys this replica knows. Answers from memory on any thread; {@link #refresh} and the first look for an unknown kid
 * read the database and block. Once read, keys stay usable while the database is down.
 */
@ApplicationScoped
public class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final SigningKeyTable table;
    private final KeyForge forge;
    private final Clock clock;
    private final AtomicReference<KeyRing> ring;
    private final AtomicReference<Instant> lastLook = new AtomicReference<>(Instant.MIN);

    SigningKeys(SigningKeyTable table, KeyForge forge, Clock clock, MeterRegistry metrics) {
        this.table = table;
        this.forge = forge;
        this.clock = clock;
        this.ring = new AtomicReference<>(new KeyRing(List.of(), table.schedule()));
        metrics.gauge("parley.auth.signing.keys", ring, ref -> ref.get().keys().size());
    }

    /** A key that may sign, or that verifies. */
    public record SigningPair(String kid, ECPublicKey publicKey, PrivateKey privateKey) {
        @Override
        public String toString() {
            return "SigningPair[" + kid + "]";
        }
    }

    /** Rotates if it is time, and reads the keys. Repeating it is harmless. */
    public void refresh() {
        if (table.rotate(clock.instant())) {
            LOG.infof("event=signing_key_made");
        }
        reload();
    }

    /** Whether there is a key to sign with. */
    public boolean isReady() {
        return ring.get().signing(clock.instant()).isPresent();
    }

    /**
     * The key that signs now.
     *
     * @throws Refusal 503 if none has been read yet
     */
    public SigningPair signing() {
        return ring.get()
                .signing(clock.instant())
                .map(SigningKeys::pair)
                .orElseThrow(() -> Refusal.unavailable("The service is starting.", BETWEEN_LOOKS));
    }

    /** The key of a token. One that is unknown may have been made by another replica just now: then the table is asked. */
    public Optional<SigningPair> verifying(String kid) {
        Optional<KeyRing.Key> known = ring.get().verifying(kid, clock.instant());
        if (known.isEmpty() && mayLookAgain()) {
            reload();
            known = ring.get().verifying(kid, clock.instant());
        }
        return known.map(SigningKeys::pair);
    }

    /** All that verifiers should know now, in the order in which they begin to sign. */
    List<KeyRing.Key> published() {
        return ring.get().published(clock.instant());
    }

    private void reload() {
        ring.set(new KeyRing(table.all().stream().map(forge::open).toList(), table.schedule()));
    }

    /** Tokens with made-up kids must not become queries without end. */
    private boolean mayLookAgain() {
        Instant now = clock.instant();
        Instant last = lastLook.get();
        return last.isBefore(now.minus(BETWEEN_LOOKS)) && lastLook.compareAndSet(last, now);
    }

    private static SigningPair pair(KeyRing.Key key) {
        return new SigningPair(key.kid(), key.publicKey(), key.privateKey());
    }
}
