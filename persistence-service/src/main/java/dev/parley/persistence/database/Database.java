package dev.parley.persistence.database;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** The pool of all that writes: history and what goes with it, the outbox, receipts, changes of conversations. */
@Singleton
public final class Database extends ConnectionPool {
    Database(AgroalDataSource source) {
        super(source);
    }

    /**
     * Runs work in a transaction of its own: all of it is kept, or nothing.
     *
     * @throws SqlFailure if a statement failed; whether the commit was done is then unknown only if the connection broke
     *     while committing
     */
    public <T> T inTransaction(Work<T> work) {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            return committed(connection, work);
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
