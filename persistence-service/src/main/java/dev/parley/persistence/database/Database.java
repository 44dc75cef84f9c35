package dev.parley.persistence.database;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Blocks its caller: for virtual threads and the consumers' own. Runs work on a connection of the pool, outside the
 * transactions of Hibernate.
 */
@ApplicationScoped
public class Database {
    private final AgroalDataSource source;

    Database(AgroalDataSource source) {
        this.source = source;
    }

    /** Work on one connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Runs work in a transaction of its own: all of it is kept, or nothing.
     *
     * @throws SqlFailure if a statement failed; whether the commit was done is then unknown only if the connection broke
     *     while committing
     */
    public <T> T inTransaction(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            return committed(connection, work);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    /** Runs work that only reads, each statement with a snapshot of its own. */
    public <T> T read(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    private static <T> T committed(Connection connection, Work<T> work) throws SQLException {
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException failure) {
            rollBack(connection, failure);
            throw failure;
        }
    }

    /** A rollback that fails means the connection broke, and then Postgres rolls back: the first failure is the one to tell. */
    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            failure.addSuppressed(broken);
        }
    }
}
