package health.countersign.ledger.tendermint;

import health.countersign.domain.Digest;
import health.countersign.domain.Fields;
import health.countersign.domain.MerkleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A block's header. Its hash, which names the block, is a Merkle root over its fields (Tendermint 0.31.5,
 * spec/blockchain/blockchain.md, Header).
 */
public final class BlockHeader {
    private static final int HASH = 32;
    private static final int ADDRESS = 20;

    private final Map<String, Object> tree;
    private final String chain;
    private final long height;
    private final long transactions;
    private final BlockId last;
    private final Digest hash;

    private BlockHeader(Object tree) {
        Fields fields = Fields.of(tree);
        List<byte[]> items = new ArrayList<>();
        List<?> version = fields.object("version", pair -> Tuples.of(pair, 2));
        items.add(new AminoBytes()
                .varint(1, Tuples.natural((Long) version.get(0)))
                .varint(2, Tuples.natural((Long) version.get(1)))
                .array());
        chain = fields.string("chain_id");
        items.add(AminoBytes.text(chain));
        height = number(fields, "height", items);
        items.add(fields.object("time", BlockTime::of).encoded());
        transactions = number(fields, "num_txs", items);
        number(fields, "total_txs", items);
        last = fields.object("last_block_id", BlockId::of);
        items.add(last.encoded());
        for (String name :
                List.of("last_commit_hash", "data_hash", "validators_hash", "next_validators_hash", "consensus_hash")) {
            items.add(AminoBytes.item(fields.value(name, hex -> Tuples.hex(hex, HASH))));
        }
        items.add(AminoBytes.item(fields.value("app_hash", BlockHeader::anyHex)));
        items.add(AminoBytes.item(fields.value("last_results_hash", hex -> Tuples.hex(hex, HASH))));
        items.add(AminoBytes.item(fields.value("evidence_hash", hex -> Tuples.hex(hex, HASH))));
        items.add(AminoBytes.item(fields.value("proposer_address", hex -> Tuples.hex(hex, ADDRESS))));
        fields.end();
        this.tree = copy(tree);
        this.hash = MerkleTree.root(items.stream().map(MerkleTree::leaf).toList());
    }

    /**
     * Reads a header strictly.
     *
     * @throws health.countersign.domain.MalformedException if it is none
     */
    public static BlockHeader of(Object tree) {
        return new BlockHeader(tree);
    }

    /** The application's hash is as long as the application likes: BigchainDB's is text of 64 characters. */
    private static byte[] anyHex(String hex) {
        return Tuples.hex(hex, hex.length() / 2);
    }

    private static long number(Fields fields, String name, List<byte[]> items) {
        long value = fields.integer(name);
        if (value < 0) {
            throw fields.malformed(name, "'" + name + "' is negative");
        }
        items.add(AminoBytes.uvarint(value));
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> copy(Object tree) {
        return Map.copyOf((Map<String, Object>) tree);
    }

    /** The header as it stands in a proof. */
    public Map<String, Object> tree() {
        return tree;
    }

    public String chain() {
        return chain;
    }

    public long height() {
        return height;
    }

    /** How many transactions the block holds. */
    public long transactions() {
        return transactions;
    }

    /** The block before. */
    BlockId last() {
        return last;
    }

    /** A field that is a hash, in hexadecimal digits; maybe none. */
    String hash(String name) {
        return (String) tree.get(name);
    }

    /** What names the block. */
    public Digest hash() {
        return hash;
    }
}
