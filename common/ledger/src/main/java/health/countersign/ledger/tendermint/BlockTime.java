package health.countersign.ledger.tendermint;

import java.util.List;

/** A time of a block or a vote: seconds since 1970 and nanoseconds, as they are signed. */
record BlockTime(long seconds, long nanos) {
    private static final long SECOND = 1_000_000_000;

    BlockTime {
        if (seconds < 0 || nanos < 0 || nanos >= SECOND) {
            throw new IllegalArgumentException("a time is since 1970");
        }
    }

    static BlockTime of(Object tree) {
        List<?> pair = Tuples.of(tree, 2);
        return new BlockTime((Long) pair.get(0), (Long) pair.get(1));
    }

    List<Object> tree() {
        return List.of(seconds, nanos);
    }

    byte[] encoded() {
        return new AminoBytes().varint(1, seconds).varint(2, nanos).array();
    }
}
