package health.countersign.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The one way a tree of JSON values becomes the bytes that are signed and stored on the ledger.
 *
 * <p>A tree holds only {@code Map<String, ?>}, {@code List<?>}, {@code String}, {@code Long}, {@code Integer},
 * {@code Boolean} and {@code null}. The bytes are UTF-8 JSON without spaces, keys sorted by Unicode code point, short
 * escapes where JSON has them, other control characters as {@code \\u00XX} with upper-case hex, everything else raw:
 * what BigchainDB 2.2 hashes.
 */
public final class CanonicalJson {
    /** Orders strings by Unicode code point, which differs from {@code String.compareTo} beyond U+FFFF. */
    public static final Comparator<String> BY_CODE_POINT = CanonicalJson::compareCodePoints;

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private CanonicalJson() {}

    /** The canonical bytes of a tree; refuses values that do not belong on the ledger. */
    public static byte[] bytes(Object tree) {
        return text(tree).getBytes(StandardCharsets.UTF_8);
    }

    /** The canonical text of a tree; refuses values that do not belong on the ledger. */
    public static String text(Object tree) {
        StringBuilder out = new StringBuilder(256);
        write(tree, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            out.append(value);
        } else if (value instanceof String string) {
            writeString(string, out);
        } else if (value instanceof Map<?, ?> map) {
            writeObject(map, out);
        } else if (value instanceof List<?> list) {
            writeArray(list, out);
        } else {
            throw new IllegalArgumentException("a " + value.getClass().getSimpleName() + " has no canonical form here");
        }
    }

    private static void writeObject(Map<?, ?> map, StringBuilder out) {
        String[] keys = map.keySet().toArray(new String[0]);
        Arrays.sort(keys, BY_CODE_POINT);
        char separator = '{';
        for (String key : keys) {
            out.append(separator);
            writeString(key, out);
            out.append(':');
            write(map.get(key), out);
            separator = ',';
        }
        out.append(keys.length == 0 ? "{}" : "}");
    }

    private static void writeArray(List<?> list, StringBuilder out) {
        char separator = '[';
        for (Object item : list) {
            out.append(separator);
            write(item, out);
            separator = ',';
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    private static void writeString(String string, StringBuilder out) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                out.append(string, plain, i);
                writeEscaped(c, out);
                plain = i + 1;
            } else if (Character.isSurrogate(c)) {
                i = requirePair(string, i);
            }
        }
        out.append(string, plain, string.length()).append('"');
    }

    /** The index of the second surrogate; one that stands alone has no UTF-8 form. */
    private static int requirePair(String string, int at) {
        boolean pair = Character.isHighSurrogate(string.charAt(at))
                && at + 1 < string.length()
                && Character.isLowSurrogate(string.charAt(at + 1));
        if (!pair) {
            throw new IllegalArgumentException("a lone surrogate has no UTF-8 form");
        }
        return at + 1;
    }

    private static void writeEscaped(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
        }
    }

    private static int compareCodePoints(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean oneIsSurrogate = Character.isSurrogate(a) != Character.isSurrogate(b);
                return oneIsSurrogate ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
