package health.countersign.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/** The few facts a directory keeps about itself over restarts, such as its ports; replaced as a whole, never half. */
public final class Remembered {
    private final Path file;
    private final Properties facts = new Properties();

    private Remembered(Path file) {
        this.file = file;
    }

    /** Reads what is remembered; nothing, if the file does not exist. */
    public static Remembered in(Path directory, String name) {
        Remembered remembered = new Remembered(directory.resolve(name));
        if (Files.exists(remembered.file)) {
            try {
                remembered.facts.load(new StringReader(Files.readString(remembered.file)));
            } catch (IOException | IllegalArgumentException e) {
                throw new EmbeddedStartException("cannot read " + remembered.file + ": " + e.getMessage(), e);
            }
        }
        return remembered;
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(facts.getProperty(name));
    }

    /** The number, or 0 if there is none. */
    public int number(String name) {
        String value = facts.getProperty(name, "0");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new EmbeddedStartException(file + ": " + name + " is not a number: " + value, e);
        }
    }

    public Remembered put(String name, Object value) {
        facts.setProperty(name, String.valueOf(value));
        return this;
    }

    /** Writes all facts; durable when it returns. */
    public void save() {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            StringWriter text = new StringWriter();
            facts.store(text, null);
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new EmbeddedStartException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
