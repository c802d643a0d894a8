package health.countersign.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A main class of ours in a JVM of its own, so that it can be killed as an operating system kills. */
public final class ChildProgram implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<Matcher> ready = new CompletableFuture<>();

    private ChildProgram(Process process) {
        this.process = process;
    }

    /** Starts it and returns when it printed a line in which {@code ready} is found. */
    public static ChildProgram start(Class<?> main, String ready, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        ChildProgram child = new ChildProgram(process);
        Thread reader = new Thread(() -> child.read(Pattern.compile(ready)), main.getSimpleName() + "-output");
        reader.setDaemon(true);
        reader.start();
        try {
            child.ready.get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            child.close();
            throw new IllegalStateException("not ready, it said " + child.output(), e);
        }
        return child;
    }

    private void read(Pattern pattern) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
                Matcher matcher = pattern.matcher(line);
                if (matcher.find()) {
                    ready.complete(matcher);
                }
            }
            ready.completeExceptionally(new IllegalStateException("ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
    }

    public synchronized List<String> output() {
        return List.copyOf(lines);
    }

    /** A group of the line that said it was ready. */
    public String ready(int group) {
        return ready.join().group(group);
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM; gives the exit code. */
    public int stop() {
        process.destroy();
        return process.onExit().join().exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
