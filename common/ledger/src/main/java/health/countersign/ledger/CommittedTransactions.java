package health.countersign.ledger;

import java.util.Optional;

/** What a validating node knows of the chain: look-ups that are fast, local and consistent with each other. */
public interface CommittedTransactions {
    /** A committed transaction. */
    Optional<Transaction> find(String id);

    /** The id of the committed transaction that spends this output. */
    Optional<String> spenderOf(OutputReference output);
}
