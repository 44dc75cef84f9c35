package dev.parley.gateway.upstream;

/** The services that own REST resources. */
public enum Owner {
    AUTH,
    MESSAGE,
    PERSISTENCE,
    PRESENCE
}
