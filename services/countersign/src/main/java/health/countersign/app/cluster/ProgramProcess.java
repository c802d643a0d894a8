package health.countersign.app.cluster;

import health.countersign.app.run.RunnableProgram;
import health.countersign.processes.JavaProgram;
import health.countersign.processes.OwnProcess;
import health.countersign.processes.ProcessSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One program of ours as a process. */
public final class ProgramProcess {
    private static final String MAIN = "health.countersign.app.CountersignMain";

    /** Many share a few cores, and none lives long: what the second compiler gains comes later than it costs. */
    private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(40);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();

    private final ProcessSpec spec;
    private final URI ready;
    private OwnProcess process;

    private ProgramProcess(ProcessSpec spec, URI ready) {
        this.spec = spec;
        this.ready = ready;
    }

    /**
     * Starts a program; see {@link #awaitReady}.
     *
     * @param logs where its log goes, as {@code NAME.log}
     * @param settings how it is told apart, and what it is told
     */
    public static ProgramProcess start(RunnableProgram program, Program settings, Path logs) {
        ProcessSpec spec = new ProcessSpec(
                settings.name(),
                JavaProgram.command(
                        MAIN,
                        JVM,
                        List.of(
                                "run",
                                program.toString(),
                                "--settings",
                                settings.file().toString())),
                settings.overlay(),
                logs);
        // One of a run that was broken off: it has our ports, and nobody else would ever end it.
        OwnProcess.find(logs, settings.name()).ifPresent(OwnProcess::kill);
        ProgramProcess started =
                new ProgramProcess(spec, URI.create("http://127.0.0.1:%d/readyz".formatted(settings.management())));
        started.restart();
        return started;
    }

    /**
     * A program as it is to be run.
     *
     * @param name tells it apart from all others with the same logs
     * @param file its settings
     * @param management port on which it says how it is
     * @param overlay of the settings, as environment variables
     */
    public record Program(String name, Path file, int management, Map<String, String> overlay) {
        public Program {
            overlay = Map.copyOf(overlay);
        }

        /** One that is told nothing besides what its settings file says. */
        public Program(String name, Path file, int management) {
            this(name, file, management, Map.of());
        }
    }

    public String name() {
        return spec.name();
    }

    /** The process as it runs now. */
    public OwnProcess process() {
        return process;
    }

    /** Starts it again, after it has ended. */
    public void restart() {
        process = OwnProcess.start(spec);
    }

    /** Waits until it says that it is ready. */
    public void awaitReady() {
        process.await("was ready", START, this::isReady);
    }

    public boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(ready).timeout(ANSWER).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops it in order. */
    public void stop() {
        process.terminate(STOP);
    }
}
