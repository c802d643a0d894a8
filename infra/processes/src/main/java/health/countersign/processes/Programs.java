package health.countersign.processes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The programs that this machine has. */
public final class Programs {
    private Programs() {}

    /** The first program of that name on the {@code PATH}. */
    public static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * The same, where one cannot go on without it.
     *
     * @param howToGetIt such as {@code apt-get install golang}
     * @throws MissingProgramException if there is none
     */
    public static Path require(String name, String howToGetIt) {
        return onPath(name)
                .orElseThrow(() -> new MissingProgramException(
                        "needs '%s', which is not on the PATH: %s".formatted(name, howToGetIt)));
    }
}
