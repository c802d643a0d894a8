package health.countersign.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a server's data is: {@code data} in its directory. If we are root and the server's account cannot come there,
 * that is a link to a directory below {@code /var/tmp}.
 */
record DataDirectory(Path directory) {
    private static final Path ELSEWHERE = Path.of("/var/tmp");
    private static final int SECRET = 24;

    /** Made, if the cluster of databases in it is whole. */
    Optional<Path> made() {
        return Optional.of(link()).filter(path -> Files.exists(path.resolve("PG_VERSION")) && Files.exists(password()));
    }

    /** The superuser's password; only we can read it. */
    String superuser() throws IOException {
        return Files.readString(password());
    }

    /** Makes it; what was left of an attempt before is removed. */
    Path make(PostgresPrograms programs, Account account) throws IOException {
        delete();
        Files.createDirectories(directory);
        Path data = account.reaches(directory) ? Files.createDirectory(link()) : elsewhere();
        account.own(data);
        byte[] random = new byte[SECRET];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        initialize(data, programs, account, secret);
        Files.deleteIfExists(password());
        Files.createFile(
                password(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password(), secret, StandardCharsets.US_ASCII);
        return data;
    }

    private static void initialize(Path data, PostgresPrograms programs, Account account, String secret)
            throws IOException {
        // Its account can open neither a file of ours nor our end of a pipe.
        Path readable = Files.createTempFile(ELSEWHERE, "countersign-postgres-", ".password");
        try {
            account.own(readable);
            Files.writeString(readable, secret);
            List<String> words = List.of(
                    programs.path("initdb"),
                    "--pgdata=" + data,
                    "--username=postgres",
                    "--auth=scram-sha-256",
                    "--pwfile=" + readable,
                    "--encoding=UTF8",
                    "--locale=C");
            new Command(account.command(words), Map.of()).run("");
        } finally {
            Files.delete(readable);
        }
    }

    /** Removes the data, wherever it is. */
    void delete() throws IOException {
        Path link = link();
        if (Files.isSymbolicLink(link)) {
            deleteTree(Files.readSymbolicLink(link));
        }
        deleteTree(link);
        Files.deleteIfExists(password());
    }

    private Path elsewhere() throws IOException {
        Path data = Files.createTempDirectory(ELSEWHERE, "countersign-postgres-");
        Files.createSymbolicLink(link(), data);
        return data;
    }

    private Path link() {
        return directory.resolve("data");
    }

    private Path password() {
        return directory.resolve("superuser.password");
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
