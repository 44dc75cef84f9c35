package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parley.api.id.CanonicalUuid;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * Tells tokens of ended sessions from others, without verifying them: what is recognized is refused in any case, and what is not
 * goes on to the service that verifies it. Any thread.
 */
@Singleton
public final class EndedTokens {
    private final EndedSessions ended;
    private final ObjectReader reader;

    EndedTokens(EndedSessions ended, ObjectMapper mapper) {
        this.ended = ended;
        this.reader = mapper.reader();
    }

    /** Whether this {@code Authorization}, or null, names a session that has ended. */
    public boolean isOne(String authorization) {
        Optional<String> token = Bearer.tokenOf(authorization);
        if (token.isEmpty()) {
            return false;
        }
        String[] parts = token.get().split("\\.", 3);
        if (parts.length != 3) {
            return false;
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
            String session = reader.readTree(claims).path(Tokens.SESSION_CLAIM).asText();
            return ended.contains(CanonicalUuid.parse(session));
        } catch (IOException | IllegalArgumentException notOurs) {
            return false;
        }
    }
}
