package health.countersign.domain;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** Lower-case hexadecimal text of a fixed length. */
final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();
    private static final Pattern LOWER = Pattern.compile("[0-9a-f]*");

    private Hex() {}

    static String require(String hex, int bytes, String what) {
        if (hex.length() != 2 * bytes || !LOWER.matcher(hex).matches()) {
            throw new IllegalArgumentException("%s must be %d lower-case hex digits".formatted(what, 2 * bytes));
        }
        return hex;
    }

    static String of(byte[] bytes) {
        return FORMAT.formatHex(bytes);
    }

    static byte[] bytes(String hex) {
        return FORMAT.parseHex(hex);
    }
}
