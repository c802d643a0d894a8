package health.countersign.app.command;

import health.countersign.app.console.CommandFailure;
import health.countersign.app.consortium.Addresses;
import health.countersign.app.consortium.ConsortiumFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --dir}: the directory of a consortium on this machine. */
public final class DirectoryOption {
    static final String DEFAULT = "countersign-data";

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = DEFAULT,
            description = "directory of a consortium on this machine (default: ${DEFAULT-VALUE})")
    private Path directory;

    ConsortiumFiles files() {
        return new ConsortiumFiles(directory);
    }

    /** Who listens where, as the last start wrote it. */
    Addresses addresses() {
        Path file = files().addresses();
        if (!Files.exists(file)) {
            throw CommandFailure.unreachable(
                    "no consortium was started in %s: run 'countersign up --dir %s', or name another one with --dir"
                            .formatted(directory, directory),
                    null);
        }
        try {
            return Addresses.read(file);
        } catch (IOException damaged) {
            throw CommandFailure.unreachable(damaged.getMessage(), damaged);
        }
    }
}
