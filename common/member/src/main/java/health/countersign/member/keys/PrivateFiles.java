package health.countersign.member.keys;

import health.countersign.domain.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that only their owner may open, where the file system knows of owners. */
public final class PrivateFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> LENT = PosixFilePermissions.fromString("rw-r-----");
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** Makes the directory, and its parents, if it is not there; closes it to others if it is. */
    public static void makeDirectory(Path directory) throws IOException {
        Files.createDirectories(directory, attributes(OWNER_ONLY_DIRECTORY));
        if (POSIX) {
            Files.setPosixFilePermissions(directory, OWNER_ONLY_DIRECTORY);
        }
    }

    /** Makes an empty file that only its owner may open, if it is not there; closes it to others if it is. */
    public static void make(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(OWNER_ONLY));
        } catch (FileAlreadyExistsException there) {
            if (POSIX) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
        }
    }

    /** Writes a new file and forces it to disk; never overwrites. */
    public static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(OWNER_ONLY))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /**
     * Refuses a file that others may open. What root lends to a program without its rights is read by a group, such as
     * a Secret that Kubernetes mounts.
     */
    static void requirePrivate(Path file) throws IOException {
        if (POSIX && !isPrivate(Files.getPosixFilePermissions(file), isRoots(file) && !weAreRoot())) {
            throw new MalformedException("", "the key file " + file + " must be closed to group and others (0600)");
        }
    }

    static boolean isPrivate(Set<PosixFilePermission> permissions, boolean lent) {
        return (lent ? LENT : OWNER_ONLY).containsAll(permissions);
    }

    private static boolean isRoots(Path file) throws IOException {
        return Files.getOwner(file).getName().equals("root");
    }

    private static boolean weAreRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
