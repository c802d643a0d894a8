package health.countersign.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A process that we started. It outlives us, leads a process group of its own, and is found again through a file beside
 * its log, which holds its id and when it was started: an id alone may meanwhile be somebody else's.
 */
public final class OwnProcess {
    private static final long LOOK_AGAIN_MILLISECONDS = 50;
    private static final Duration SAME_START = Duration.ofSeconds(2);
    private static final Duration KILLED = Duration.ofSeconds(30);
    private static final int TAIL = 20;

    private final String name;
    private final Path directory;
    private final ProcessHandle process;

    private OwnProcess(String name, Path directory, ProcessHandle process) {
        this.name = name;
        this.directory = directory;
        this.process = process;
    }

    /**
     * Starts it; what it prints is added to its log.
     *
     * @throws ProcessFailedException if there is no such program
     */
    public static OwnProcess start(ProcessSpec spec) {
        List<String> command = new ArrayList<>();
        // A session of its own: a Ctrl-C in our terminal is not meant for it.
        Programs.onPath("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        command.addAll(spec.command());
        Path log = log(spec.directory(), spec.name());
        try {
            Files.createDirectories(spec.directory());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(spec.directory().toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(spec.environment());
            OwnProcess started = new OwnProcess(
                    spec.name(), spec.directory(), builder.start().toHandle());
            started.remember();
            return started;
        } catch (IOException e) {
            throw new ProcessFailedException("%s could not be started: %s".formatted(spec.name(), e.getMessage()), e);
        }
    }

    /** The process of that name that was started in the directory, if it still runs. */
    public static Optional<OwnProcess> find(Path directory, String name) {
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            String[] remembered = Files.readString(note(absolute, name)).strip().split(" ", 2);
            Instant started = Instant.parse(remembered[1]);
            return ProcessHandle.of(Long.parseLong(remembered[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info()
                            .startInstant()
                            .filter(start ->
                                    Duration.between(start, started).abs().compareTo(SAME_START) < 0)
                            .isPresent())
                    .map(process -> new OwnProcess(name, absolute, process));
        } catch (NoSuchFileException neverStarted) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what was started in " + absolute, e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it prints. */
    public Path log() {
        return log(directory, name);
    }

    /** The last lines of its log. */
    public String logTail(int lines) {
        try {
            List<String> all = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException unreadable) {
            return "(its log cannot be read: " + unreadable.getMessage() + ")";
        }
    }

    /**
     * Waits until it is ready.
     *
     * @param what for the message, such as {@code "listens on port 9092"}
     * @param ready is asked again and again, on this thread
     * @throws ProcessFailedException with the end of the log, if it ends before, or is not ready in time
     */
    public void await(String what, Duration patience, BooleanSupplier ready) {
        long begun = System.nanoTime();
        while (!ready.getAsBoolean()) {
            if (ended(LOOK_AGAIN_MILLISECONDS)) {
                throw failed("ended before it " + what);
            }
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw failed("took more than %d s until it %s".formatted(patience.toSeconds(), what));
            }
        }
    }

    /** Asks it to end, and ends it and its children if it takes longer than that. */
    public void terminate(Duration patience) {
        process.destroy();
        ended(patience.toMillis());
        kill();
    }

    /** Ends it and its children at once, as a power failure would. */
    public void kill() {
        signal("KILL", "-" + pid());
        process.destroyForcibly();
        if (!ended(KILLED.toMillis())) {
            throw failed("could not be killed");
        }
    }

    /** Stops its time: it holds what it holds, and answers nobody. */
    public void pause() {
        signal("STOP", "-" + pid());
    }

    public void resume() {
        signal("CONT", "-" + pid());
    }

    private void signal(String signal, String target) {
        try {
            new ProcessBuilder("kill", "-" + signal, "--", target)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new ProcessFailedException("cannot signal " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ended(long milliseconds) {
        try {
            process.onExit().get(milliseconds, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a process's end cannot fail", e);
        }
    }

    private ProcessFailedException failed(String how) {
        return new ProcessFailedException("%s %s; the end of %s:%n%s".formatted(name, how, log(), logTail(TAIL)));
    }

    private void remember() throws IOException {
        Path note = note(directory, name);
        Path draft = note.resolveSibling(note.getFileName() + ".new");
        Files.writeString(draft, pid() + " " + process.info().startInstant().orElse(Instant.EPOCH) + "\n");
        Files.move(draft, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path log(Path directory, String name) {
        return directory.resolve(name + ".log");
    }

    private static Path note(Path directory, String name) {
        return directory.resolve(name + ".process");
    }
}
