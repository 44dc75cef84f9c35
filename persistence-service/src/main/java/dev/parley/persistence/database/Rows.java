package dev.parley.persistence.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;

/** Columns of many rows as arrays, for statements that read them with {@code unnest}: one statement however many rows. */
public final class Rows<T> {
    private final Connection connection;
    private final PreparedStatement statement;
    private final Collection<T> rows;
    private int parameter;

    private Rows(Connection connection, PreparedStatement statement, Collection<T> rows, int parameter) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.parameter = parameter;
    }

    /** Binds these rows to a statement's parameters, from the first one on, a column a call. */
    public static <T> Rows<T> bind(Connection connection, PreparedStatement statement, Collection<T> rows) {
        return new Rows<>(connection, statement, rows, 1);
    }

    /** The same, from a later parameter on. */
    public static <T> Rows<T> bindFrom(
            int parameter, Connection connection, PreparedStatement statement, Collection<T> rows) {
        return new Rows<>(connection, statement, rows, parameter);
    }

    public Rows<T> uuids(Function<T, UUID> column) throws SQLException {
        return column("uuid", rows.stream().map(column).toArray(UUID[]::new));
    }

    public Rows<T> longs(Function<T, Long> column) throws SQLException {
        return column("bigint", rows.stream().map(column).toArray(Long[]::new));
    }

    public Rows<T> texts(Function<T, String> column) throws SQLException {
        return column("text", rows.stream().map(column).toArray(String[]::new));
    }

    public Rows<T> instants(Function<T, Instant> column) throws SQLException {
        return column(
                "timestamptz",
                rows.stream().map(column.andThen(Instant::toString)).toArray(String[]::new));
    }

    public Rows<T> bytes(Function<T, byte[]> column) throws SQLException {
        return column("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    private Rows<T> column(String type, Object[] values) throws SQLException {
        statement.setArray(parameter++, connection.createArrayOf(type, values));
        return this;
    }
}
