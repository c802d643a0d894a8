package health.countersign.postgres;

import health.countersign.processes.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who the server runs as: whoever runs us, but never root, whom PostgreSQL refuses. */
final class Account {
    private static final String POSTGRES = "postgres";

    private final Optional<UserPrincipal> other;

    private Account(Optional<UserPrincipal> other) {
        this.other = other;
    }

    /**
     * The account for a server that we start.
     *
     * @throws IOException if we are root and there is no user {@code postgres}
     */
    static Account choose(Path directory) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Account(Optional.empty());
        }
        try {
            return new Account(Optional.of(
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(POSTGRES)));
        } catch (UserPrincipalNotFoundException e) {
            throw new IOException(
                    "PostgreSQL does not run as root and there is no user '" + POSTGRES + "': adduser --system "
                            + POSTGRES,
                    e);
        }
    }

    /** The command that runs these words as this account, as the same process. */
    List<String> command(List<String> words) {
        if (other.isEmpty()) {
            return words;
        }
        List<String> command = new ArrayList<>();
        command.add(Programs.require("setpriv", "apt-get install util-linux").toString());
        command.addAll(List.of("--reuid=" + POSTGRES, "--regid=" + POSTGRES, "--clear-groups", "--"));
        // PostgreSQL's programs must be able to come back to where they were started.
        command.addAll(
                List.of(Programs.require("env", "apt-get install coreutils").toString(), "--chdir=/"));
        command.addAll(words);
        return command;
    }

    /** Makes it the only one that may use this file or directory, beside root. */
    void own(Path path) throws IOException {
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        if (other.isPresent()) {
            Files.setOwner(path, other.get());
        }
    }

    /** Whether it can come to this directory: others may pass all that is above it. */
    boolean reaches(Path directory) throws IOException {
        if (other.isEmpty()) {
            return true;
        }
        for (Path above = directory; above != null; above = above.getParent()) {
            if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
