package health.countersign.faults.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** How an order reaches a program: a file, and another beside it with the order that the program follows. */
public final class OrderFile {
    private final Path file;
    private final Path followed;

    public OrderFile(Path file) {
        this.file = file;
        this.followed = file.resolveSibling(file.getFileName() + ".followed");
    }

    public Path path() {
        return file;
    }

    /** Gives an order; it takes a moment until it is followed. */
    public void give(Order order) {
        replace(file, order);
    }

    /** Whether the program follows the order that was given last. */
    public boolean isFollowed() {
        return read(followed).equals(read(file));
    }

    Order read() {
        return read(file);
    }

    void follows(Order order) {
        replace(followed, order);
    }

    private static Order read(Path path) {
        try {
            return Files.exists(path) ? Order.parse(Files.readString(path)) : Order.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path path, Order order) {
        try {
            Path next = path.resolveSibling(path.getFileName() + ".next");
            Files.writeString(next, order.text());
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
