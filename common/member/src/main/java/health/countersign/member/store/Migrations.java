package health.countersign.member.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The tables of a store: one set of files for every database; only the names of types are not the same. */
enum Migrations {
    SQLITE(Map.of("text", "TEXT", "bytes", "BLOB", "clustered", "WITHOUT ROWID")),
    /** Ids sort by their bytes, whatever the language of the database, and indexes outlive the system's next locale. */
    POSTGRES(Map.of("text", "TEXT COLLATE \"C\"", "bytes", "BYTEA", "clustered", ""));

    /** Where it is written which migrations a store has. */
    static final String HISTORY = "flyway_schema_history";

    private final Map<String, String> types;

    Migrations(Map<String, String> types) {
        this.types = types;
    }

    /** What is missing is made, by the role that the source logs in with. */
    FluentConfiguration on(DataSource source) {
        return Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:health/countersign/member/store")
                .placeholders(types)
                .table(HISTORY)
                .loggers("slf4j");
    }
}
