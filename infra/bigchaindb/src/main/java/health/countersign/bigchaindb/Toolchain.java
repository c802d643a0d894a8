package health.countersign.bigchaindb;

import health.countersign.processes.MissingProgramException;
import health.countersign.processes.ProcessFailedException;
import health.countersign.processes.Programs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the parts of a node are built with.
 *
 * @param python a CPython that the lock has files for
 * @param pythonVersion such as {@code 3.11.2}
 * @param go any Go that reads our module
 */
record Toolchain(Path python, String pythonVersion, Path go) {
    private static final String PYTHON = "a BigchainDB node needs Python 3.10 or 3.11 with its venv module "
            + "(Debian 12: apt-get install python3 python3-venv)";
    private static final String GO = "a BigchainDB node needs Go 1.21 or newer to build Tendermint "
            + "(https://go.dev/dl, or a package named golang)";
    private static final Pattern PYTHON_VERSION = Pattern.compile("3\\.1[01]\\.\\d+");
    private static final Pattern GO_VERSION = Pattern.compile("go1\\.(\\d+)");
    private static final int OLDEST_GO = 21;
    private static final Path HERE = Path.of("").toAbsolutePath();

    /**
     * Looks on the {@code PATH}.
     *
     * @throws MissingProgramException naming what is missing, and how to get it
     */
    static Toolchain find() {
        Path python = Stream.of("python3.11", "python3.10", "python3")
                .flatMap(name -> Programs.onPath(name).stream())
                .filter(found -> pythonVersion(found).isPresent())
                .findFirst()
                .orElseThrow(() -> new MissingProgramException(PYTHON));
        Path go = Programs.require("go", GO);
        if (!isNewEnough(go)) {
            throw new MissingProgramException(GO);
        }
        return new Toolchain(python, pythonVersion(python).orElseThrow(), go);
    }

    private static Optional<String> pythonVersion(Path python) {
        String ask = "import ensurepip, platform, venv; print(platform.python_version())";
        return answer(python.toString(), "-c", ask)
                .filter(version -> PYTHON_VERSION.matcher(version).matches());
    }

    private static boolean isNewEnough(Path go) {
        return answer(go.toString(), "version")
                .map(GO_VERSION::matcher)
                .filter(Matcher::find)
                .filter(version -> Integer.parseInt(version.group(1)) >= OLDEST_GO)
                .isPresent();
    }

    private static Optional<String> answer(String... command) {
        try {
            return Optional.of(Command.run(HERE, command));
        } catch (ProcessFailedException notUsable) {
            return Optional.empty();
        }
    }
}
