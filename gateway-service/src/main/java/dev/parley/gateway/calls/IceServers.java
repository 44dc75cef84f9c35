package dev.parley.gateway.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.id.UserId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hands out ICE servers. The TURN credential follows coturn's REST scheme: the user name is the second at which it expires and the
 * user's id, the password is its HMAC-SHA1 under the shared secret; so TURN needs no list of users, and a credential that leaks is
 * soon worth nothing. Any thread.
 */
@Singleton
public final class IceServers {
    private static final String HMAC = "HmacSHA1";

    private final CallsConfig config;
    private final Clock clock;

    IceServers(CallsConfig config, Clock clock) {
        if (config.turn().urls().isPresent() && config.turn().secret().isEmpty()) {
            throw new IllegalStateException("parley.calls.turn.urls needs parley.calls.turn.secret");
        }
        this.config = config;
        this.clock = clock;
    }

    /** As {@code RTCIceServer} has it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Server(List<String> urls, String username, String credential) {}

    /** The answer of {@code GET /api/calls/ice}; {@code expiresIn} in seconds. */
    public record Answer(List<Server> iceServers, long expiresIn) {}

    Answer serversFor(UserId user) {
        List<Server> servers = new ArrayList<>();
        config.stunUrls().ifPresent(urls -> servers.add(new Server(urls, null, null)));
        config.turn().urls().ifPresent(urls -> servers.add(turn(urls, user)));
        return new Answer(servers, config.turn().lifetime().toSeconds());
    }

    private Server turn(List<String> urls, UserId user) {
        long expires = clock.instant().plus(config.turn().lifetime()).getEpochSecond();
        String username = expires + ":" + user;
        return new Server(urls, username, sign(username, config.turn().secret().orElseThrow()));
    }

    static String sign(String username, String secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
