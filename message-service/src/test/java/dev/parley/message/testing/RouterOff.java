package dev.parley.message.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service without its router, for tests that make their own. */
public final class RouterOff implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("parley.router.enabled", "false");
    }
}
