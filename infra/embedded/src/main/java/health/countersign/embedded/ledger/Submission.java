package health.countersign.embedded.ledger;

import health.countersign.ledger.Transaction;
import java.util.List;

/**
 * Transactions that go into one block, in this order, as far as each is valid.
 *
 * @param verified whether their signatures were found to hold already, against outputs that can no longer change
 */
record Submission(List<Pending> parts, boolean verified) {
    Submission {
        parts = List.copyOf(parts);
    }

    /** One transaction that passed the whole validation. */
    static Submission ofVerified(Transaction tx) {
        return new Submission(List.of(new Pending(tx)), true);
    }

    /** A block as another node would propose it. */
    static Submission ofBlock(List<Transaction> block) {
        return new Submission(block.stream().map(Pending::new).toList(), false);
    }

    int bytes() {
        return parts.stream()
                .mapToInt(part -> part.transaction().body().length())
                .sum();
    }
}
