package health.countersign.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Committed transactions in a map. */
final class InMemoryChain implements CommittedTransactions {
    private final Map<String, Transaction> transactions = new LinkedHashMap<>();
    private final Map<OutputReference, String> spenders = new LinkedHashMap<>();

    static InMemoryChain of(List<Object> trees) {
        InMemoryChain chain = new InMemoryChain();
        trees.forEach(tree -> chain.commit(Transaction.of(tree)));
        return chain;
    }

    void commit(Transaction tx) {
        transactions.put(tx.id(), tx);
        tx.inputs().forEach(input -> input.fulfills().ifPresent(spent -> spenders.put(spent, tx.id())));
    }

    @Override
    public Optional<Transaction> find(String id) {
        return Optional.ofNullable(transactions.get(id));
    }

    @Override
    public Optional<String> spenderOf(OutputReference output) {
        return Optional.ofNullable(spenders.get(output));
    }
}
