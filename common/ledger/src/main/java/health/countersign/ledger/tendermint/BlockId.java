package health.countersign.ledger.tendermint;

import java.util.List;

/**
 * What names a block: the hash of its header, and number and root of the parts that it was sent in. All are empty for
 * what is before the first block.
 */
record BlockId(String hash, long parts, String partsHash) {
    private static final int HASH = 32;

    BlockId {
        Tuples.hex(hash, HASH);
        Tuples.natural(parts);
        Tuples.hex(partsHash, HASH);
    }

    static BlockId of(Object tree) {
        List<?> triple = Tuples.of(tree, 3);
        return new BlockId((String) triple.get(0), (Long) triple.get(1), (String) triple.get(2));
    }

    List<Object> tree() {
        return List.of(hash, parts, partsHash);
    }

    /** As in a header: the parts' number comes before their hash. */
    byte[] encoded() {
        byte[] header =
                new AminoBytes().varint(1, parts).bytes(2, hex(partsHash)).array();
        return new AminoBytes().bytes(1, hex(hash)).bytes(2, header).array();
    }

    /** As in what a validator signs (CanonicalBlockID): the parts' hash comes before their number. */
    byte[] canonical() {
        byte[] header =
                new AminoBytes().bytes(1, hex(partsHash)).varint(2, parts).array();
        return new AminoBytes().bytes(1, hex(hash)).bytes(2, header).array();
    }

    private static byte[] hex(String hash) {
        return Tuples.hex(hash, HASH);
    }
}
