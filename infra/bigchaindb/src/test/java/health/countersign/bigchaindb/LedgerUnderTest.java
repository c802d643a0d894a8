package health.countersign.bigchaindb;

import health.countersign.ledger.BigchainDbSettings.Node;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A running ledger, of one node or of several that agree, and a hand on its switches. */
public interface LedgerUnderTest {
    /** As it is called in what the contract prints. */
    String name();

    /** Where its nodes answer; while some are stopped too. */
    List<Node> nodes();

    /** Where the first node's Tendermint answers, if there is one. */
    Optional<URI> rpc();

    /** How many nodes may fail without anybody noticing: 0 of 1, 1 of 4. */
    default int tolerates() {
        return (nodes().size() - 1) / 3;
    }

    /** Ends the first so many nodes at once, as a power failure would. */
    void stop(int howMany);

    /** Brings one back of those that were stopped, and waits until it answers. */
    void restoreOne();

    /** Brings back all that were stopped, and waits until they answer. */
    void restore();
}
