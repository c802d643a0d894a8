package health.countersign.postgres;

import health.countersign.processes.FreePorts;
import health.countersign.processes.OwnProcess;
import health.countersign.processes.ProcessFailedException;
import health.countersign.processes.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A PostgreSQL server that we started: it listens on the loopback address only, wants passwords (SCRAM), outlives us
 * and is found again by its directory. Its data is kept until {@link #delete}.
 */
public final class PostgresServer {
    /** Where it listens. */
    public static final String HOST = "127.0.0.1";

    private static final String NAME = "postgres";
    private static final String PORT_FILE = "port";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration REAPED = Duration.ofSeconds(5);

    private final Path directory;
    private final PostgresPrograms programs;
    private final int port;
    private final String superuser;
    private OwnProcess process;

    private PostgresServer(Path directory, PostgresPrograms programs, int port) throws IOException {
        this.directory = directory;
        this.programs = programs;
        this.port = port;
        this.superuser = new DataDirectory(directory).superuser();
    }

    /**
     * Starts the server of a directory at the port that it had before, or at a free one; its data is made if it is not
     * there. The server that already runs there is returned as it is.
     *
     * @throws health.countersign.processes.MissingProgramException if this machine has no PostgreSQL
     * @throws ProcessFailedException if it does not accept connections in time, with the end of its log
     */
    public static PostgresServer start(Path directory) {
        return start(directory, Optional.empty());
    }

    /** As {@link #start(Path)}, at a port of the caller's choice. */
    public static PostgresServer start(Path directory, int port) {
        return start(directory, Optional.of(port));
    }

    /** The server that runs in this directory. */
    public static Optional<PostgresServer> find(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return OwnProcess.find(absolute, NAME).map(process -> {
            try {
                int port = rememberedPort(absolute).orElseThrow();
                PostgresServer server = new PostgresServer(absolute, PostgresPrograms.require(), port);
                server.process = process;
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read what was started in " + absolute, e);
            }
        });
    }

    private static PostgresServer start(Path directory, Optional<Integer> port) {
        Optional<PostgresServer> running = find(directory);
        if (running.isPresent()) {
            return running.get();
        }
        Path absolute = directory.toAbsolutePath().normalize();
        PostgresPrograms programs = PostgresPrograms.require();
        try {
            DataDirectory data = new DataDirectory(absolute);
            if (data.made().isEmpty()) {
                data.make(programs, Account.choose(absolute));
            }
            int chosen = port.or(() -> rememberedPort(absolute))
                    .orElseGet(() -> FreePorts.take(1).get(0));
            Files.writeString(absolute.resolve(PORT_FILE), String.valueOf(chosen));
            PostgresServer server = new PostgresServer(absolute, programs, chosen);
            server.startAgain();
            return server;
        } catch (IOException e) {
            throw new ProcessFailedException("PostgreSQL cannot be started in %s: %s".formatted(absolute, e), e);
        }
    }

    /** Starts it after {@link #stop} or {@link #kill}, at the same port; returns when it accepts connections. */
    public void startAgain() {
        try {
            Path data = new DataDirectory(directory).made().orElseThrow().toRealPath();
            List<String> words = List.of(
                    programs.path("postgres"),
                    "-D",
                    data.toString(),
                    "-c",
                    "listen_addresses=" + HOST,
                    "-c",
                    "port=" + port,
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "max_connections=200");
            List<String> command = Account.choose(directory).command(words);
            process = OwnProcess.start(new ProcessSpec(NAME, command, Map.of("LC_ALL", "C"), directory));
        } catch (IOException e) {
            throw new ProcessFailedException("PostgreSQL cannot be started in %s: %s".formatted(directory, e), e);
        }
        process.await("accepts connections", PATIENCE, this::answers);
    }

    public int port() {
        return port;
    }

    /** The directory by which it is found again. */
    public Path directory() {
        return directory;
    }

    /** The JDBC URL of one of its databases. */
    public String url(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(HOST, port, database);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Makes a role that may log in and nothing else; if there is one of that name it gets this password. */
    public void createRole(String name, String password) {
        execute("postgres", """
                SELECT 'CREATE ROLE %1$s LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = %2$s) \\gexec
                ALTER ROLE %1$s PASSWORD %3$s;
                """.formatted(identifier(name), literal(name), literal(password)));
    }

    /**
     * Makes an empty database, if there is none of that name, that nobody but these roles and the superuser may connect
     * to.
     *
     * @param owner may make tables in it
     * @param users may not, unless the owner lets them
     */
    public void createDatabase(String name, String owner, List<String> users) {
        execute("postgres", """
                SELECT 'CREATE DATABASE %1$s OWNER %2$s'
                    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = %3$s) \\gexec
                REVOKE ALL ON DATABASE %1$s FROM PUBLIC;
                """.formatted(identifier(name), identifier(owner), literal(name)));
        execute(name, "REVOKE CREATE ON SCHEMA public FROM PUBLIC;");
        users.forEach(user ->
                execute(name, "GRANT CONNECT ON DATABASE %s TO %s;".formatted(identifier(name), identifier(user))));
    }

    /**
     * Runs statements as the superuser.
     *
     * @return the rows, columns parted by {@code |}
     * @throws ProcessFailedException with PostgreSQL's words, if one of them fails; those after it are not run
     */
    public String execute(String database, String sql) {
        List<String> words = List.of(
                programs.path("psql"),
                "--no-psqlrc",
                "--quiet",
                "--no-align",
                "--tuples-only",
                "--set=ON_ERROR_STOP=1",
                "--host=" + HOST,
                "--port=" + port,
                "--username=postgres",
                "--dbname=" + database);
        return new Command(words, Map.of("PGPASSWORD", superuser, "PGCONNECT_TIMEOUT", "5"))
                .run(sql)
                .strip();
    }

    /** Ends it in order: whoever is connected is disconnected. */
    public void stop() {
        if (!isAlive()) {
            return;
        }
        try {
            Path data = new DataDirectory(directory).made().orElseThrow().toRealPath();
            List<String> words =
                    List.of(programs.path("pg_ctl"), "stop", "-D", data.toString(), "--mode=fast", "--wait");
            new Command(Account.choose(directory).command(words), Map.of()).run("");
        } catch (IOException e) {
            throw new ProcessFailedException("PostgreSQL cannot be stopped in " + directory, e);
        } finally {
            process.terminate(PATIENCE);
        }
    }

    /** Ends it and every one of its processes at once, as a power failure would. */
    public void kill() {
        pause();
        List<ProcessHandle> backends = backends();
        process.kill();
        backends.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture<?>[] ends =
                backends.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(REAPED.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException nobodyReapsThem) {
            // They are dead all the same.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops its time: connections stay open, and nobody gets an answer. */
    public void pause() {
        signal("-STOP", Stream.of(process.pid()));
        // Only now can no more of them come.
        signal("-STOP", backends().stream().map(ProcessHandle::pid));
    }

    /** Goes on after {@link #pause}. */
    public void resume() {
        signal("-CONT", Stream.concat(backends().stream().map(ProcessHandle::pid), Stream.of(process.pid())));
    }

    /** Ends it, if it runs, and removes its data. */
    public void delete() {
        if (isAlive()) {
            kill();
        }
        try {
            new DataDirectory(directory).delete();
        } catch (IOException e) {
            throw new UncheckedIOException("the data of " + directory + " cannot be removed", e);
        }
    }

    private List<ProcessHandle> backends() {
        return ProcessHandle.of(process.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
    }

    private static void signal(String signal, Stream<Long> processes) {
        List<String> words = new ArrayList<>(List.of("kill", signal));
        processes.map(String::valueOf).forEach(words::add);
        try {
            new Command(words, Map.of()).run("");
        } catch (ProcessFailedException oneHasEnded) {
            // The others got it.
            return;
        }
    }

    private boolean answers() {
        try {
            return execute("postgres", "SELECT 1;").equals("1");
        } catch (ProcessFailedException notYet) {
            return false;
        }
    }

    private static Optional<Integer> rememberedPort(Path directory) {
        Path file = directory.resolve(PORT_FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(Integer.valueOf(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
