package health.countersign.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @AfterEach
    void endWhatWasStarted() {
        OwnProcess.find(directory, "worker").ifPresent(OwnProcess::kill);
    }

    @Test
    void isFoundAgainUntilItEnds() {
        OwnProcess started = start("exec sleep 600");

        assertThat(OwnProcess.find(directory, "worker")).map(OwnProcess::pid).contains(started.pid());

        started.kill();
        assertThat(OwnProcess.find(directory, "worker")).isEmpty();
    }

    @Test
    void anotherProcessWithTheSameIdIsNotOurs() throws IOException {
        OwnProcess started = start("exec sleep 600");
        Path note = directory.resolve("worker.process");
        String truth = Files.readString(note);

        Files.writeString(note, started.pid() + " 2001-01-01T00:00:00Z\n");

        assertThat(OwnProcess.find(directory, "worker")).isEmpty();
        Files.writeString(note, truth);
    }

    @Test
    void isReadyWhenItSaysSo() {
        OwnProcess started = start("echo \"$GREETING\"; exec sleep 600");

        started.await("greets", PATIENCE, () -> started.logTail(1).equals("good morning"));

        assertThat(started.isAlive()).isTrue();
    }

    @Test
    void anEarlyEndIsToldWithTheLog() {
        OwnProcess started = start("echo no such database; exit 3");

        assertThatThrownBy(() -> started.await("listens", PATIENCE, () -> false))
                .isInstanceOf(ProcessFailedException.class)
                .hasMessageContaining("worker ended before it listens")
                .hasMessageContaining("no such database");
    }

    @Test
    void killingTakesTheChildrenAlong() throws IOException {
        OwnProcess started = start("sleep 600 & echo $! > child; wait");
        started.await("has a child", PATIENCE, () -> Files.exists(directory.resolve("child")));
        started.await("says which", PATIENCE, () -> child().isPresent());
        ProcessHandle child = child().orElseThrow();

        started.terminate(PATIENCE);

        assertThat(child.onExit()).succeedsWithin(PATIENCE);
    }

    @Test
    void aPausedProcessDoesNothingUntilItIsResumed() {
        OwnProcess started = start("while :; do echo x >> ticks; sleep 0.01; done");
        started.await("ticks", PATIENCE, () -> ticks() > 0);

        started.pause();
        started.await("stands still", PATIENCE, () -> state().startsWith("T"));
        long ticks = ticks();
        started.resume();

        started.await("ticks again", PATIENCE, () -> ticks() > ticks);
    }

    @Test
    void whatIsMissingIsNamedWithTheWayToGetIt() {
        assertThatThrownBy(() -> Programs.require("no-such-program", "apt-get install it"))
                .isInstanceOf(MissingProgramException.class)
                .hasMessage("needs 'no-such-program', which is not on the PATH: apt-get install it");
    }

    private OwnProcess start(String script) {
        return OwnProcess.start(new ProcessSpec(
                "worker", List.of("/bin/sh", "-c", script), Map.of("GREETING", "good morning"), directory));
    }

    private Optional<ProcessHandle> child() {
        return read("child")
                .map(String::strip)
                .filter(pid -> !pid.isEmpty())
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
    }

    private long ticks() {
        return read("ticks").map(String::length).orElse(0);
    }

    private String state() {
        long pid = OwnProcess.find(directory, "worker").orElseThrow().pid();
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Optional<String> read(String file) {
        try {
            return Optional.of(Files.readString(directory.resolve(file)));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }
}
