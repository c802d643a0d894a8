package health.countersign.app.proof;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a file of a pack; each ends with a line feed, and none is longer than it may be. */
final class PackLines implements AutoCloseable {
    private final String name;
    private final InputStream in;
    private final int longest;

    /** @param longest bytes of a line, without its end */
    PackLines(String name, InputStream in, int longest) {
        this.name = name;
        this.in = new BufferedInputStream(in, 1 << 16);
        this.longest = longest;
    }

    /** The next line without its end; nothing after the last one. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0 && line.size() == 0) {
                return Optional.empty();
            }
            if (read < 0 || line.size() == longest) {
                throw new MalformedPackException(name + " has a line " + (read < 0 ? "without end" : "too long"));
            }
            line.write(read);
        }
        return Optional.of(line.toByteArray());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
