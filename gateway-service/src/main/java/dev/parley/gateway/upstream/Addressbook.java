package dev.parley.gateway.upstream;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** The instances of each service, shared by all who call it: one that is down for one of them is down for all. */
@Singleton
public final class Addressbook {
    private final Map<Owner, Replicas> services = new EnumMap<>(Owner.class);

    Addressbook(
            UpstreamConfig.Auth auth,
            UpstreamConfig.Message message,
            UpstreamConfig.Persistence persistence,
            UpstreamConfig.Presence presence) {
        services.put(Owner.AUTH, new Replicas(auth.urls()));
        services.put(Owner.MESSAGE, new Replicas(message.urls()));
        services.put(Owner.PERSISTENCE, new Replicas(persistence.urls()));
        services.put(Owner.PRESENCE, new Replicas(presence.urls()));
    }

    /** The instances of one service. */
    public Replicas of(Owner owner) {
        return services.get(owner);
    }
}
