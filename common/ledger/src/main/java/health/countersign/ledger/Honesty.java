package health.countersign.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a transaction claims in words that the ledger does not check against the keys that it checks. */
final class Honesty {
    private Honesty() {}

    /** The first lie in a transaction that the ledger may have taken. */
    static Optional<Reason> lie(Transaction tx, List<Output> spent) {
        for (int i = 0; i < tx.inputs().size(); i++) {
            List<String> claimed = tx.inputs().get(i).ownersBefore();
            boolean honest = tx.operation() == Operation.CREATE
                    ? sorted(claimed).equals(sorted(signers(tx.fulfillments().get(i))))
                    : claimed.equals(spent.get(i).condition().keys());
            if (!honest) {
                return Optional.of(Reason.OWNERS_BEFORE);
            }
        }
        return tx.outputs().stream().flatMap(output -> lie(output).stream()).findFirst();
    }

    private static Optional<Reason> lie(Output output) {
        if (!output.publicKeys().equals(output.condition().keys())) {
            return Optional.of(Reason.PUBLIC_KEYS);
        }
        return output.uri().equals(output.condition().uri()) ? Optional.empty() : Optional.of(Reason.CONDITION_URI);
    }

    private static List<String> signers(Fulfillment fulfillment) {
        return fulfillment.signatures().stream()
                .map(Fulfillment.Signed::publicKey)
                .toList();
    }

    private static List<String> sorted(Collection<String> keys) {
        return keys.stream().sorted().toList();
    }
}
