package health.countersign.faults.world;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file system in memory over one directory, small enough to be filled. To mount one needs the right to. */
final class SmallDisk {
    private static final Logger LOG = LoggerFactory.getLogger(SmallDisk.class);
    private static final int MEGABYTES = 200;
    private static final int BLOCK = 64 * 1024;

    private final Path directory;
    private final Path filler;
    private final boolean mounted;

    /** Makes the directory; where nobody lets us mount, it lies on the disk on which it lies. */
    SmallDisk(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.filler = directory.resolve("filler");
        this.mounted = run(List.of(
                "mount", "-t", "tmpfs", "-o", "mode=700,size=%dm".formatted(MEGABYTES), "tmpfs", directory.toString()));
    }

    /** Whether it can be filled. */
    boolean isSmall() {
        return mounted;
    }

    /** Leaves no room for anybody. */
    void fill() {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (mounted) {
                out.write(block);
            }
        } catch (IOException full) {
            LOG.debug("as it should be", full);
        }
    }

    /** Makes room again. */
    void empty() {
        try {
            Files.deleteIfExists(filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lay on it is gone with it. */
    void unmount() {
        if (mounted) {
            run(List.of("umount", "--lazy", directory.toString()));
        }
    }

    private static boolean run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
