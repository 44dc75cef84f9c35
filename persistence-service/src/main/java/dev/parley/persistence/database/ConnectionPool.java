package dev.parley.persistence.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Blocks its caller: for virtual threads and the consumers' own. Runs work on a connection of a pool, outside the
 * transactions of Hibernate. Whoever uses one pool never waits for those who use another.
 */
public abstract sealed class ConnectionPool permits Database, ReadPool, SearchPool {
    private final DataSource source;

    ConnectionPool(DataSource source) {
        this.source = source;
    }

    /** Work on one connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Runs work that only reads, each statement with a snapshot of its own.
     *
     * @throws SqlFailure if a statement failed or took too long, or no connection was free in time
     */
    public <T> T read(Work<T> work) {
        try (Connection connection = connection()) {
            return work.on(connection);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    Connection connection() throws SQLException {
        return source.getConnection();
    }
}
