package health.countersign.member.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The tables of a store: one set of files for every database.
 *
 * @param types what is called otherwise in each
 */
record Migrations(Map<String, String> types) {
    static final Migrations SQLITE =
            new Migrations(Map.of("text", "TEXT", "bytes", "BLOB", "clustered", "WITHOUT ROWID"));

    /** Ids sort by their bytes, whatever the language of the database, and indexes outlive the system's next locale. */
    static final Migrations POSTGRES =
            new Migrations(Map.of("text", "TEXT COLLATE \"C\"", "bytes", "BYTEA", "clustered", ""));

    /** Where it is written which migrations a store has. */
    static final String HISTORY = "flyway_schema_history";

    /** What makes the tables, as the role that the source logs in with. */
    FluentConfiguration on(DataSource source) {
        return Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:health/countersign/member/store")
                .placeholders(types)
                .table(HISTORY)
                .loggers("slf4j");
    }
}
