package health.countersign.ledger.tendermint;

import health.countersign.domain.Bytes;
import health.countersign.domain.Digest;
import health.countersign.domain.Fields;
import health.countersign.domain.MerkleTree;
import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import health.countersign.ledger.InvalidTransactionException;
import health.countersign.ledger.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What shows that a transaction is in a block and was accepted, given the block's two headers.
 *
 * @param block its height
 * @param index place of the transaction among the block's, from 0
 * @param raw the transaction's bytes as the block holds them: JSON text, not necessarily canonical
 * @param data Merkle path of the transaction to {@code data_hash}, the leaf's sibling first
 * @param result what the application said to it
 * @param results Merkle path of the result to {@code last_results_hash} of the next header
 */
public record TransactionProof(
        long block, long index, String raw, List<Digest> data, Result result, List<Digest> results) {
    private static final JsonLimits RAW = JsonLimits.ofBytes(1 << 20);

    public TransactionProof {
        Tuples.natural(block);
        Tuples.natural(index);
        data = List.copyOf(data);
        results = List.copyOf(results);
    }

    /**
     * What the application says to a transaction.
     *
     * @param code 0 if it accepts it
     */
    public record Result(long code, Bytes data) {
        public Result {
            Tuples.natural(code);
        }

        static Result of(Object tree) {
            List<?> pair = Tuples.of(tree, 2);
            return new Result((Long) pair.get(0), Bytes.ofBase64((String) pair.get(1)));
        }

        /** The leaf of the results' tree (ABCIResult). */
        Digest leaf() {
            return MerkleTree.leaf(
                    new AminoBytes().varint(1, code).bytes(2, data.array()).array());
        }
    }

    /** Reads a proof strictly; whether it holds {@link ChainJudge} tells. */
    public static TransactionProof of(Object tree) {
        Fields fields = Fields.of(tree);
        TransactionProof proof = new TransactionProof(
                fields.integer("block"),
                fields.integer("index"),
                fields.string("transaction"),
                fields.list("data", hex -> new Digest((String) hex)),
                fields.object("result", Result::of),
                fields.list("results", hex -> new Digest((String) hex)));
        fields.end();
        return proof;
    }

    /** The proof as it stands in a pack. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("block", block);
        tree.put("index", index);
        tree.put("transaction", raw);
        tree.put("data", data.stream().<Object>map(Digest::hex).toList());
        tree.put("result", List.of(result.code(), result.data().base64()));
        tree.put("results", results.stream().<Object>map(Digest::hex).toList());
        return tree;
    }

    /** Whether what the block holds is this transaction. */
    public boolean isOf(Transaction tx) {
        try {
            Transaction read = Transaction.of(StrictJson.read(raw.getBytes(StandardCharsets.UTF_8), RAW));
            return Arrays.equals(read.bytes(), tx.bytes());
        } catch (InvalidTransactionException | MalformedJsonException none) {
            return false;
        }
    }

    /** A block's data is a tree over the transactions' hashes. */
    static Digest leaf(byte[] raw) {
        return MerkleTree.leaf(Digest.of(raw).bytes());
    }

    Digest leaf() {
        return leaf(raw.getBytes(StandardCharsets.UTF_8));
    }
}
