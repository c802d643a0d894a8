package health.countersign.domain;

import java.util.HexFormat;

/** Lower-case hexadecimal text of a fixed length. */
final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    static String require(String hex, int bytes, String what) {
        if (hex.length() != 2 * bytes || !isLower(hex)) {
            throw new IllegalArgumentException("%s must be %d lower-case hex digits".formatted(what, 2 * bytes));
        }
        return hex;
    }

    private static boolean isLower(String hex) {
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    static String of(byte[] bytes) {
        return FORMAT.formatHex(bytes);
    }

    static byte[] bytes(String hex) {
        return FORMAT.parseHex(hex);
    }
}
