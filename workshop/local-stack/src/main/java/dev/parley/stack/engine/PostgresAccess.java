package dev.parley.stack.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * Who may use a Postgres, and where it logs.
 *
 * @param password letters and digits only
 * @param databases each is created with a role of the same name that owns it
 */
public record PostgresAccess(String password, List<String> databases, Path log) {
    public PostgresAccess {
        if (!password.matches("[A-Za-z0-9]{16,}")) {
            throw new IllegalArgumentException("a password of 16 or more letters and digits is needed");
        }
        databases = List.copyOf(databases);
    }
}
