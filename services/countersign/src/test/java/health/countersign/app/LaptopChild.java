package health.countersign.app;

import static org.awaitility.Awaitility.await;

import health.countersign.app.consortium.ConsortiumFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The whole program in a process of its own, so that it can be killed. */
final class LaptopChild implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;

    private LaptopChild(Process process) {
        this.process = process;
    }

    /** Starts it on this directory and waits until it is up. */
    static LaptopChild start(ConsortiumFiles files, Path output) throws IOException {
        Files.deleteIfExists(files.addresses());
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "health.countersign.app.CountersignMain",
                        "up",
                        "--free-ports",
                        "--dir",
                        files.directory().toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        await().atMost(PATIENCE).until(() -> Files.exists(files.addresses()) || !process.isAlive());
        if (!process.isAlive()) {
            throw new IOException("the program ended: " + Files.readString(output));
        }
        return new LaptopChild(process);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code SIGKILL}: no farewell. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
