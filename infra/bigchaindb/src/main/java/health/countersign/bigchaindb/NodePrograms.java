package health.countersign.bigchaindb;

import health.countersign.processes.MissingProgramException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The programs of a node, built once per machine from published packages.
 *
 * @param python the interpreter of an environment that has BigchainDB and its libraries
 * @param tendermint one static program
 */
public record NodePrograms(Path python, Path tendermint) {
    private static final String COMPLETE = "complete";

    /** As {@link #install(Path, Consumer)}, in {@code ~/.cache/countersign}. */
    public static NodePrograms install(Consumer<String> progress) {
        return install(Path.of(System.getProperty("user.home"), ".cache", "countersign"), progress);
    }

    /**
     * Finds the programs in the cache, or builds them there, which takes one to five minutes and needs PyPI and the Go
     * module proxy. Of several callers, also in other processes, one builds and the others wait.
     *
     * @param cache where each set of versions has a directory of its own
     * @param progress hears a line about each step, and nothing if there is nothing to do
     * @throws MissingProgramException if this machine lacks Python or Go
     * @throws health.countersign.processes.ProcessFailedException if a step fails
     */
    public static synchronized NodePrograms install(Path cache, Consumer<String> progress) {
        Toolchain toolchain = Toolchain.find();
        String name = "bigchaindb-" + PinnedFiles.hash(toolchain.pythonVersion());
        Path home = cache.toAbsolutePath().resolve(name);
        NodePrograms programs =
                new NodePrograms(home.resolve("venv/bin/python"), home.resolve("tendermint/tendermint"));
        try {
            Files.createDirectories(cache);
            try (FileChannel file = FileChannel.open(
                            cache.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = file.lock()) {
                if (held.isValid() && Files.notExists(home.resolve(COMPLETE))) {
                    build(toolchain, home, programs, progress);
                }
            }
            return programs;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + cache, e);
        }
    }

    /** One sentence that names what this machine lacks to build the programs; nothing if it lacks nothing. */
    public static Optional<String> missing() {
        try {
            Toolchain.find();
            return Optional.empty();
        } catch (MissingProgramException missing) {
            return Optional.of(missing.getMessage());
        }
    }

    private static void build(Toolchain toolchain, Path home, NodePrograms programs, Consumer<String> progress)
            throws IOException {
        deleteAll(home); // what an interrupted build left
        Files.createDirectories(home);
        PinnedFiles.writeBuild(home);
        progress.accept("BigchainDB 2.2.2: installing it and its libraries from PyPI, once");
        Command.run(home, toolchain.python().toString(), "-m", "venv", "venv");
        pip(home, programs, "-r", "build.lock");
        pip(home, programs, "--no-build-isolation", "-r", "requirements.lock");
        progress.accept("Tendermint 0.31.5: building it from Go modules, once");
        Command.run(
                home.resolve("tendermint"),
                Map.of("CGO_ENABLED", "0"),
                List.of(
                        toolchain.go().toString(),
                        "build",
                        "-trimpath",
                        "-mod=readonly",
                        "-o",
                        programs.tendermint().toString(),
                        "github.com/tendermint/tendermint/cmd/tendermint"));
        Files.createFile(home.resolve(COMPLETE));
        progress.accept("BigchainDB and Tendermint are ready in " + home);
    }

    private static void pip(Path home, NodePrograms programs, String... what) {
        List<String> install =
                List.of("-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "--no-deps");
        List<String> command = Stream.of(List.of(programs.python().toString()), install, List.of(what))
                .flatMap(List::stream)
                .toList();
        Command.run(home, Map.of(), command);
    }

    private static void deleteAll(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
