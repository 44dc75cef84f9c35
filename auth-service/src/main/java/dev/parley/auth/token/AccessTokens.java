package dev.parley.auth.token;

import dev.parley.api.id.UserId;
import dev.parley.auth.key.SigningKeys;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Signs access tokens; any thread, about a tenth of a millisecond. */
@ApplicationScoped
public class AccessTokens {
    /** The {@code iss} of every access token. */
    public static final String ISSUER = "parley";

    /** The claim that names the session. */
    public static final String SESSION_CLAIM = "sid";

    private final SigningKeys keys;
    private final TokenConfig config;
    private final Clock clock;

    AccessTokens(SigningKeys keys, TokenConfig config, Clock clock) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    public Duration lifetime() {
        return config.lifetime();
    }

    public String issue(UserId user, UUID session) {
        SigningKeys.SigningPair key = keys.signing();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return Jwt.issuer(ISSUER)
                .subject(user.toString())
                .claim(SESSION_CLAIM, session.toString())
                .groups("user")
                .issuedAt(now)
                .expiresAt(now.plus(config.lifetime()))
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key.kid())
                .sign(key.privateKey());
    }
}
