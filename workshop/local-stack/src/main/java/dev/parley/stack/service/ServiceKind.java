package dev.parley.stack.service;

/** Our services: where each is built, and the port of its first instance when it may choose. */
public enum ServiceKind {
    AUTH("auth-service", 8481),
    PERSISTENCE("persistence-service", 8281),
    MESSAGE("message-service", 8181),
    PRESENCE("presence-service", 8381),
    GATEWAY("gateway-service", 8080);

    private final String module;
    private final int port;

    ServiceKind(String module, int port) {
        this.module = module;
        this.port = port;
    }

    /** The directory and the name of the module. */
    public String module() {
        return module;
    }

    int port() {
        return port;
    }
}
