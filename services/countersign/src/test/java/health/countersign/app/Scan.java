package health.countersign.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for texts among bytes: as they are, in hexadecimal, and in base64 at each of its three alignments. */
final class Scan {
    private static final int KEY = Long.BYTES;

    private record Pattern(String canary, ByteBuffer bytes) {}

    private final Map<Long, List<Pattern>> patterns = new HashMap<>();

    Scan(List<String> canaries) {
        for (String canary : canaries) {
            byte[] raw = canary.getBytes(StandardCharsets.UTF_8);
            add(canary, raw);
            add(canary, HexFormat.of().formatHex(raw).getBytes(StandardCharsets.US_ASCII));
            for (int before = 0; before < 3; before++) {
                add(canary, base64(raw, before));
            }
        }
    }

    private void add(String canary, byte[] bytes) {
        patterns.computeIfAbsent(ByteBuffer.wrap(bytes).getLong(), key -> new ArrayList<>())
                .add(new Pattern(canary, ByteBuffer.wrap(bytes)));
    }

    /** The characters that depend on these bytes alone, so many bytes after a group's begin. */
    private static byte[] base64(byte[] raw, int before) {
        byte[] shifted = new byte[before + raw.length];
        System.arraycopy(raw, 0, shifted, before, raw.length);
        byte[] text = Base64.getEncoder().withoutPadding().encode(shifted);
        return Arrays.copyOfRange(text, (before * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    /** The first of the texts that these bytes hold. */
    Optional<String> find(byte[] bytes) {
        if (bytes.length < KEY) {
            return Optional.empty();
        }
        long key = ByteBuffer.wrap(bytes).getLong();
        for (int end = KEY; ; end++) {
            List<Pattern> candidates = patterns.get(key);
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
    Set<Path> files(Path directory) throws IOException {
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
