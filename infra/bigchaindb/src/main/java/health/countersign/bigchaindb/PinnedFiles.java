package health.countersign.bigchaindb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The files under {@code node/}, as they are in our jar. */
final class PinnedFiles {
    /** What says which programs are built, to the byte. */
    private static final List<String> BUILD =
            List.of("build.lock", "requirements.lock", "tendermint/go.mod", "tendermint/go.sum", "tendermint/main.go");

    private static final List<String> SCRIPTS = List.of("guard.py", "recovery.py", "start.py");
    private static final int SHORT = 12;

    private PinnedFiles() {}

    /** Puts the locks and the Go module into this directory. */
    static void writeBuild(Path directory) {
        write(BUILD, directory);
    }

    /** Puts the start script and what it loads into this directory. */
    static void writeScripts(Path directory) {
        write(SCRIPTS, directory);
    }

    /** Twelve hexadecimal digits that change with what is built, and with what it is built for. */
    static String hash(String target) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            BUILD.forEach(name -> digest.update(bytes(name)));
            digest.update(target.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void write(List<String> names, Path directory) {
        try {
            for (String name : names) {
                Path file = directory.resolve(name);
                Files.createDirectories(file.getParent());
                Files.write(file, bytes(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream in = PinnedFiles.class.getResourceAsStream("node/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
