package health.countersign.validator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A validator in a process of its own, that can be killed at any moment. */
final class ChildValidator {
    private final Process process;

    private ChildValidator(Process process) {
        this.process = process;
    }

    /** Starts a validator with a state directory of this name; returns at once. */
    static ChildValidator start(Path directory, ValidatorSettings settings) {
        String yaml = """
                management: {port: 0}
                logs: {format: console, level: info}
                kafka: {bootstrap-servers: ["%s"]}
                streams: {directory: "%s", application: "%s", threads: 2, session: %dms}
                ledger: {apis: ["%s"], streams: ["%s"], timeout: 2s, poll: 500ms}
                consortium: "%s"
                """.formatted(
                        settings.kafka().bootstrapServers().get(0),
                        settings.streams().directory(),
                        settings.streams().application(),
                        settings.streams().session().toMillis(),
                        settings.ledger().apis().get(0),
                        settings.ledger().streams().get(0),
                        settings.consortium());
        String name = settings.streams().directory().getFileName().toString();
        Path file = directory.resolve(name + ".yaml");
        try {
            Files.writeString(file, yaml, StandardCharsets.UTF_8);
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ValidatorMain.class.getName(),
                            file.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve(name + ".log").toFile()))
                    .start();
            return new ChildValidator(process);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** SIGKILL, and nothing of it is left when this returns. */
    void kill() {
        try {
            if (!process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
                throw new AssertionError("a killed process lives on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
