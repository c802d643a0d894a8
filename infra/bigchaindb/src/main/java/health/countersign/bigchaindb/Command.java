package health.countersign.bigchaindb;

import health.countersign.processes.ProcessFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs that end by themselves, such as a compiler. */
final class Command {
    private static final int TAIL = 2_000;

    private Command() {}

    /**
     * Runs it to its end and gives what it printed.
     *
     * @throws ProcessFailedException with the end of what it printed, if it fails
     */
    static String run(Path directory, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new ProcessFailedException("'%s' failed with %d:%n%s"
                        .formatted(
                                String.join(" ", command),
                                code,
                                printed.substring(Math.max(0, printed.length() - TAIL))));
            }
            return printed.strip();
        } catch (IOException e) {
            throw new ProcessFailedException("'%s' cannot be run".formatted(command.get(0)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessFailedException("interrupted while '%s' ran".formatted(command.get(0)), e);
        }
    }

    /** The same, with the environment as it is. */
    static String run(Path directory, String... command) {
        return run(directory, Map.of(), List.of(command));
    }
}
