package health.countersign.ledger;

import java.util.Arrays;

/**
 * Walks the DER of a fulfillment before anybody decodes it: only the tags that we lock with, shortest lengths, nothing
 * left over, and our limits on depth and leaves before it goes deeper.
 */
final class DerShape {
    private static final int KEY = 0xA4;
    private static final int THRESHOLD = 0xA2;
    private static final int FIRST = 0x80;
    private static final int SECOND = 0x81;
    private static final int THIRD = 0x82;
    private static final int FIRST_SET = 0xA0;
    private static final int SECOND_SET = 0xA1;
    private static final int LONGEST_COST = 8;
    private static final byte[] KEY_COST = {0x02, 0x00, 0x00};
    private static final byte[] ED25519_ONLY = {0x03, 0x08};

    private final byte[] der;
    private int at;
    private int leaves;

    private DerShape(byte[] der) {
        this.der = der;
    }

    /** Passes over a fulfillment, or throws {@link MalformedFulfillmentException}. */
    static void check(byte[] der) {
        if (der.length > Fulfillment.MAX_BYTES) {
            throw new MalformedFulfillmentException(
                    "a fulfillment of more than %d bytes".formatted(Fulfillment.MAX_BYTES));
        }
        DerShape shape = new DerShape(der);
        shape.fulfillment(der.length, 0);
        shape.end(der.length);
    }

    private void fulfillment(int limit, int depth) {
        int tag = tag(limit);
        int end = length(limit);
        if (tag == KEY) {
            leaf();
            octets(FIRST, end, 32);
            octets(SECOND, end, 64);
        } else if (tag == THRESHOLD) {
            enter(depth + 1);
            int fulfillments = open(FIRST_SET, end);
            while (at < fulfillments) {
                fulfillment(fulfillments, depth + 1);
            }
            int conditions = open(SECOND_SET, end);
            while (at < conditions) {
                condition(conditions);
            }
        } else {
            throw new MalformedFulfillmentException("a fulfillment of another type");
        }
        end(end);
    }

    private void condition(int limit) {
        leaf();
        int tag = tag(limit);
        int end = length(limit);
        octets(FIRST, end, 32);
        byte[] cost = value(SECOND, end);
        if (tag == KEY) {
            require(Arrays.equals(cost, KEY_COST), "a key of another cost");
        } else if (tag == THRESHOLD) {
            boolean shortest = cost.length > 0
                    && cost.length <= LONGEST_COST
                    && cost[0] >= 0
                    && (cost.length == 1 || cost[0] != 0 || cost[1] < 0);
            require(shortest, "a cost that is not a short positive number");
            require(Arrays.equals(value(THIRD, end), ED25519_ONLY), "a condition over other types than keys");
        } else {
            throw new MalformedFulfillmentException("a condition of another type");
        }
        end(end);
    }

    private void enter(int depth) {
        require(depth <= Condition.MAX_DEPTH, "thresholds deeper than %d".formatted(Condition.MAX_DEPTH));
    }

    private void leaf() {
        leaves++;
        require(leaves <= Condition.MAX_LEAVES, "more than %d leaves".formatted(Condition.MAX_LEAVES));
    }

    private int open(int tag, int limit) {
        require(tag(limit) == tag, "another tag than expected");
        return length(limit);
    }

    private void octets(int tag, int limit, int length) {
        require(value(tag, limit).length == length, "a value of another length than %d".formatted(length));
    }

    private byte[] value(int tag, int limit) {
        int end = open(tag, limit);
        byte[] value = Arrays.copyOfRange(der, at, end);
        at = end;
        return value;
    }

    private int tag(int limit) {
        require(at < limit, "the bytes end too early");
        return der[at++] & 0xFF;
    }

    /** Reads a length in its shortest form and answers where the value ends. */
    private int length(int limit) {
        int first = tag(limit);
        int length = first;
        if (first >= 0x80) {
            int octets = first & 0x7F;
            require(octets == 1 || octets == 2, "a length of another form");
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | tag(limit);
            }
            require(length >= (octets == 1 ? 0x80 : 0x100), "a length longer than needed");
        }
        require(length <= limit - at, "the bytes end too early");
        return at + length;
    }

    private void end(int end) {
        require(at == end, "bytes that belong to nothing");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new MalformedFulfillmentException(otherwise);
        }
    }
}
