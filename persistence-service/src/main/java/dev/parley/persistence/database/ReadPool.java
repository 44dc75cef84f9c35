package dev.parley.persistence.database;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;

/** What users and other services look up: pages of events, lists, members. Its statements end after 5 s. */
@Singleton
public final class ReadPool extends ConnectionPool {
    ReadPool(@DataSource("reads") AgroalDataSource source) {
        super(source);
    }
}
