package health.countersign.ledger.tendermint;

import java.util.HexFormat;
import java.util.List;

/** Shapes of trees that several parts of a proof share. */
final class Tuples {
    private Tuples() {}

    static List<?> of(Object tree, int size) {
        List<?> list = (List<?>) tree;
        if (list.size() != size) {
            throw new IllegalArgumentException("a list of %d".formatted(size));
        }
        return list;
    }

    /** Bytes in lower-case hexadecimal digits: so many or none. */
    static byte[] hex(String hex, int length) {
        if (!hex.matches("[0-9a-f]*") || (!hex.isEmpty() && hex.length() != 2 * length)) {
            throw new IllegalArgumentException("%d bytes in lower-case hexadecimal digits, or none".formatted(length));
        }
        return HexFormat.of().parseHex(hex);
    }

    static long natural(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a number that is not negative");
        }
        return value;
    }
}
