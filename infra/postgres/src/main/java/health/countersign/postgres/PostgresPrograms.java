package health.countersign.postgres;

import health.countersign.processes.MissingProgramException;
import health.countersign.processes.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs of one version.
 *
 * @param directory where they are
 */
record PostgresPrograms(Path directory) {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final List<String> NEEDED = List.of("postgres", "initdb", "pg_ctl", "psql");
    private static final String HOW = "needs a PostgreSQL server: apt-get install postgresql";

    /**
     * Those on the {@code PATH}, or the newest of Debian's, which are on no path.
     *
     * @throws MissingProgramException if there are none
     */
    static PostgresPrograms require() {
        return onPath().or(PostgresPrograms::debian).orElseThrow(() -> new MissingProgramException(HOW));
    }

    String path(String program) {
        return directory.resolve(program).toString();
    }

    /** A link on the path may point at one program of a whole installation. */
    private static Optional<PostgresPrograms> onPath() {
        return Programs.onPath("postgres")
                .map(PostgresPrograms::real)
                .map(program -> new PostgresPrograms(program.getParent()))
                .filter(PostgresPrograms::complete);
    }

    private static Optional<PostgresPrograms> debian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.filter(version -> version.getFileName().toString().matches("\\d{1,4}"))
                    .sorted(Comparator.comparingInt(PostgresPrograms::number).reversed())
                    .map(version -> new PostgresPrograms(version.resolve("bin")))
                    .filter(PostgresPrograms::complete)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + DEBIAN, e);
        }
    }

    private static int number(Path version) {
        return Integer.parseInt(version.getFileName().toString());
    }

    private static Path real(Path program) {
        try {
            return program.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot follow " + program, e);
        }
    }

    private boolean complete() {
        return NEEDED.stream().allMatch(program -> Files.isExecutable(directory.resolve(program)));
    }
}
