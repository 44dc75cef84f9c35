package dev.parley.gateway.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Starts the services behind the gateway, and fills in fields of type {@link Backstage}. */
public final class BackstageResource implements QuarkusTestResourceLifecycleManager {
    private final Backstage backstage = new Backstage();

    @Override
    public Map<String, String> start() {
        return backstage.config();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(backstage, new TestInjector.MatchesType(Backstage.class));
    }

    @Override
    public void stop() {
        backstage.stop();
    }
}
