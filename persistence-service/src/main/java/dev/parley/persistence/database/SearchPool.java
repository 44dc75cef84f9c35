package dev.parley.persistence.database;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;

/** Searches, which may be dear: few at a time, and each ends after 2 s. */
@Singleton
public final class SearchPool extends ConnectionPool {
    SearchPool(@DataSource("search") AgroalDataSource source) {
        super(source);
    }
}
