package health.countersign.ledger.tendermint;

import health.countersign.domain.Digest;
import health.countersign.domain.MerkleTree;
import health.countersign.json.MalformedJsonException;
import health.countersign.ledger.InvalidTransactionException;
import health.countersign.ledger.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that there is to prove of one block, as a node tells it; nothing of it is believed. */
public final class CommittedBlock {
    private final BlockProof proof;
    private final List<String> raw;
    private final List<TransactionProof.Result> results;
    private final Map<String, Integer> places = new HashMap<>();

    CommittedBlock(BlockProof proof, List<String> raw, List<TransactionProof.Result> results) {
        this.proof = proof;
        this.raw = List.copyOf(raw);
        this.results = List.copyOf(results);
        if (raw.size() != results.size()) {
            throw new IllegalArgumentException("a block has a result for each transaction");
        }
        for (int i = 0; i < raw.size(); i++) {
            int place = i;
            id(raw.get(i)).ifPresent(id -> note(id, place));
        }
    }

    /** A block can hold a transaction twice, but accepts it only once. */
    private void note(String id, int place) {
        if (!places.containsKey(id) || results.get(place).code() == 0) {
            places.put(id, place);
        }
    }

    private static Optional<String> id(String raw) {
        try {
            return Optional.of(
                    Transaction.of(raw.getBytes(StandardCharsets.UTF_8)).id());
        } catch (InvalidTransactionException | MalformedJsonException notOurs) {
            return Optional.empty();
        }
    }

    /** What the transactions of the block share. */
    public BlockProof proof() {
        return proof;
    }

    /** The proof of a transaction; nothing if the block does not hold it. */
    public Optional<TransactionProof> proof(Transaction tx) {
        return Optional.ofNullable(places.get(tx.id())).map(this::proof);
    }

    private TransactionProof proof(int place) {
        List<Digest> data = raw.stream()
                .map(each -> TransactionProof.leaf(each.getBytes(StandardCharsets.UTF_8)))
                .toList();
        List<Digest> said = results.stream().map(TransactionProof.Result::leaf).toList();
        return new TransactionProof(
                proof.header().height(),
                place,
                raw.get(place),
                MerkleTree.path(place, data),
                results.get(place),
                MerkleTree.path(place, said));
    }
}
