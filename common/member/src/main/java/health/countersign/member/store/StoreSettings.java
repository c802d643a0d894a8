package health.countersign.member.store;

import health.countersign.platform.settings.Default;
import java.nio.file.Path;
import java.util.Optional;

/** Where an organization keeps its view: in a file of its own, or in a database of a PostgreSQL server. */
public record StoreSettings(Optional<File> sqlite, Optional<PostgresSettings> postgres) {
    public StoreSettings {
        if (sqlite.isPresent() == postgres.isPresent()) {
            throw new IllegalArgumentException("needs either 'sqlite' or 'postgres', and not both");
        }
    }

    /**
     * A file of SQLite.
     *
     * @param file made if it is not there, with directories above it
     * @param durability what a commit survives: {@code full} a power failure, {@code process} a killed process
     */
    public record File(Path file, @Default("full") Durability durability) {}

    public static StoreSettings sqlite(Path file, Durability durability) {
        return new StoreSettings(Optional.of(new File(file, durability)), Optional.empty());
    }

    public static StoreSettings postgres(PostgresSettings settings) {
        return new StoreSettings(Optional.empty(), Optional.of(settings));
    }
}
