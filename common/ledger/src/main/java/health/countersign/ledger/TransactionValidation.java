package health.countersign.ledger;

import health.countersign.domain.SignatureVerifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * BigchainDB 2.2.2's judgement of a transaction against what is committed and what stands before it in its block. What
 * {@link Transaction#of} checks is taken for granted.
 */
public final class TransactionValidation {
    private final CommittedTransactions committed;
    private final SignatureVerifier signatures;

    public TransactionValidation(CommittedTransactions committed, SignatureVerifier signatures) {
        this.committed = committed;
        this.signatures = signatures;
    }

    /**
     * Passes a transaction that may follow, in this block, after these.
     *
     * @throws InvalidTransactionException with the ledger's own class of fault
     */
    public void check(Transaction tx, List<Transaction> block) {
        if (tx.operation() == Operation.CREATE) {
            checkCreate(tx, block);
        } else {
            checkTransfer(tx, block);
        }
    }

    private void checkCreate(Transaction tx, List<Transaction> block) {
        if (block.contains(tx) || committed.find(tx.id()).isPresent()) {
            throw new InvalidTransactionException(
                    Fault.DUPLICATE, "transaction `%s` already exists".formatted(tx.id()));
        }
        require(Signatures.hold(tx, 0, signatures), Fault.INVALID_SIGNATURE, "Transaction signature is invalid.");
    }

    private void checkTransfer(Transaction tx, List<Transaction> block) {
        List<OutputReference> links =
                tx.inputs().stream().map(i -> i.fulfills().orElseThrow()).toList();
        List<Transaction> spent = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (OutputReference link : links) {
            Transaction parent = find(link.transactionId(), block);
            requireUnspent(link, block);
            require(link.outputIndex() < parent.outputs().size(), Fault.NO_SUCH_OUTPUT, "list index out of range");
            spent.add(parent);
            outputs.add(parent.outputs().get((int) link.outputIndex()));
        }
        require(
                new HashSet<>(links).size() == links.size(),
                Fault.DOUBLE_SPEND,
                "tx \"%s\" spends inputs twice".formatted(tx.id()));
        requireSameAsset(tx, spent);
        requireSameAmount(tx, outputs);
        for (int i = 0; i < outputs.size(); i++) {
            boolean opens = tx.fulfillments()
                            .get(i)
                            .condition()
                            .uri()
                            .equals(outputs.get(i).condition().uri())
                    && Signatures.hold(tx, i, signatures);
            require(opens, Fault.INVALID_SIGNATURE, "Transaction signature is invalid.");
        }
    }

    private Transaction find(String id, List<Transaction> block) {
        Optional<Transaction> known = committed
                .find(id)
                .or(() -> block.stream().filter(tx -> tx.id().equals(id)).findFirst());
        return known.orElseThrow(() ->
                new InvalidTransactionException(Fault.INPUT_DOES_NOT_EXIST, "input `%s` doesn't exist".formatted(id)));
    }

    private void requireUnspent(OutputReference link, List<Transaction> block) {
        boolean spent = committed.spenderOf(link).isPresent()
                || block.stream()
                        .flatMap(tx -> tx.inputs().stream())
                        .anyMatch(input -> input.fulfills().filter(link::equals).isPresent());
        require(!spent, Fault.DOUBLE_SPEND, "input `%s` was already spent".formatted(link.transactionId()));
    }

    private static void requireSameAsset(Transaction tx, List<Transaction> spent) {
        Set<String> assets = new HashSet<>();
        spent.forEach(parent -> assets.add(parent.assetId()));
        require(
                assets.equals(Set.of(tx.assetId())),
                Fault.ASSET_ID_MISMATCH,
                "The asset id of the input does not match the asset id of the transaction");
    }

    private static void requireSameAmount(Transaction tx, List<Output> inputs) {
        BigInteger in = sum(inputs);
        BigInteger out = sum(tx.outputs());
        require(
                in.equals(out),
                Fault.AMOUNT,
                "The amount used in the inputs `%s` needs to be same as the amount used in the outputs `%s`"
                        .formatted(in, out));
    }

    private static BigInteger sum(List<Output> outputs) {
        return outputs.stream().map(o -> BigInteger.valueOf(o.amount())).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static void require(boolean holds, Fault fault, String otherwise) {
        if (!holds) {
            throw new InvalidTransactionException(fault, otherwise);
        }
    }
}
