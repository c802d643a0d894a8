package health.countersign.app.leak;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Looks for texts among bytes: in UTF-8 and UTF-16, in hexadecimal, in base64 at each of its three alignments, in
 * base64 of that, as a content without its encryption would be, and all of that within what was deflated.
 */
public final class Scan {
    private static final int KEY = Long.BYTES;
    private static final int INFLATED = 4 * 1024 * 1024;

    private record Pattern(String canary, ByteBuffer bytes) {}

    private final Map<Long, Set<Pattern>> patterns = new HashMap<>();

    /** @param canaries texts of {@value #KEY} bytes or more */
    public Scan(Collection<String> canaries) {
        for (String canary : canaries) {
            byte[] raw = canary.getBytes(StandardCharsets.UTF_8);
            add(canary, raw);
            add(canary, canary.getBytes(StandardCharsets.UTF_16LE));
            add(canary, canary.getBytes(StandardCharsets.UTF_16BE));
            add(canary, HexFormat.of().formatHex(raw).getBytes(StandardCharsets.US_ASCII));
            add(canary, HexFormat.of().withUpperCase().formatHex(raw).getBytes(StandardCharsets.US_ASCII));
            base64(raw).forEach(once -> {
                add(canary, once);
                base64(once).forEach(twice -> add(canary, twice));
            });
        }
    }

    private void add(String canary, byte[] bytes) {
        patterns.computeIfAbsent(ByteBuffer.wrap(bytes).getLong(), key -> new HashSet<>(1))
                .add(new Pattern(canary, ByteBuffer.wrap(bytes)));
    }

    /** At each alignment, in the usual letters and in those for addresses. */
    private static Stream<byte[]> base64(byte[] raw) {
        return Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
                .flatMap(letters -> IntStream.range(0, 3).mapToObj(before -> base64(raw, before, letters)));
    }

    /** The characters that depend on these bytes alone, so many bytes after a group's begin. */
    private static byte[] base64(byte[] raw, int before, Base64.Encoder letters) {
        byte[] shifted = new byte[before + raw.length];
        System.arraycopy(raw, 0, shifted, before, raw.length);
        byte[] text = letters.withoutPadding().encode(shifted);
        return Arrays.copyOfRange(text, (before * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    /** The first of the texts that these bytes hold. */
    public Optional<String> find(byte[] bytes) {
        return plain(bytes).or(() -> deflated(bytes));
    }

    /** Tries wherever a gzip or zlib stream may begin; what is none ends at once. */
    private Optional<String> deflated(byte[] bytes) {
        for (int at = 0; at + 2 < bytes.length; at++) {
            boolean gzip = bytes[at] == 0x1f && (bytes[at + 1] & 0xff) == 0x8b && bytes[at + 2] == Deflater.DEFLATED;
            boolean zlib = bytes[at] == 0x78 && ((bytes[at] << Byte.SIZE) | (bytes[at + 1] & 0xff)) % 31 == 0;
            if (gzip || zlib) {
                Optional<String> found = plain(inflate(bytes, at, gzip));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** As much as can be inflated from here. */
    private static byte[] inflate(byte[] bytes, int from, boolean gzip) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes, from, bytes.length - from);
        ByteArrayOutputStream inflated = new ByteArrayOutputStream();
        try (InputStream stream = gzip ? new GZIPInputStream(in) : new InflaterInputStream(in)) {
            for (int next = stream.read(); next >= 0 && inflated.size() < INFLATED; next = stream.read()) {
                inflated.write(next);
            }
        } catch (IOException noLonger) {
            // What came before it was cut or broke is looked at.
        }
        return inflated.toByteArray();
    }

    private Optional<String> plain(byte[] bytes) {
        if (bytes.length < KEY) {
            return Optional.empty();
        }
        long key = ByteBuffer.wrap(bytes).getLong();
        for (int end = KEY; ; end++) {
            Set<Pattern> candidates = patterns.get(key);
            int start = end - KEY;
            if (candidates != null) {
                for (Pattern each : candidates) {
                    int length = each.bytes().remaining();
                    if (start + length <= bytes.length
                            && ByteBuffer.wrap(bytes, start, length).equals(each.bytes())) {
                        return Optional.of(each.canary());
                    }
                }
            }
            if (end == bytes.length) {
                return Optional.empty();
            }
            key = (key << Byte.SIZE) | (bytes[end] & 0xff);
        }
    }

    /** The files below a directory that hold one of the texts. */
    public Set<Path> files(Path directory) throws IOException {
        Set<Path> found = new TreeSet<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (find(Files.readAllBytes(file)).isPresent()) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
