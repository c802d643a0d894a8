package health.countersign.processes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param name a word that is unique in the directory; the log is {@code NAME.log} there
 * @param command the program and its arguments
 * @param environment what is set besides what this process was given
 * @param directory where it runs; made if it is missing
 */
public record ProcessSpec(String name, List<String> command, Map<String, String> environment, Path directory) {
    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        directory = directory.toAbsolutePath().normalize();
        if (name.isBlank() || name.contains("/")) {
            throw new IllegalArgumentException("'name' must be a word, without '/'");
        }
        if (command.isEmpty()) {
            throw new IllegalArgumentException("'command' must name a program");
        }
    }
}
