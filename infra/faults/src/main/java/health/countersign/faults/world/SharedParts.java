package health.countersign.faults.world;

import health.countersign.app.consortium.ConsortiumFolder;
import health.countersign.faults.plan.FaultKind;
import health.countersign.faults.proxy.LedgerProxy;
import health.countersign.faults.proxy.TcpProxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What all organizations of a world share, and the places at which it can be broken. */
interface SharedParts extends AutoCloseable {
    /** The consortium that was founded on it; the settings in it lead through the proxies. */
    ConsortiumFolder folder();

    /** For Kafka's clients: somebody whom brokers refuse nothing. */
    Map<String, Object> operator();

    /** Ledger nodes themselves, for who only looks. */
    List<URI> ledgerNodes();

    /** Where a node of the ledger proves what was committed, if its chain can be proven. */
    Optional<URI> tendermint();

    List<Victim> brokers();

    List<Victim> ledgers();

    /** Before the API of each ledger node. */
    List<LedgerProxy> ledgerApis();

    /** Before the event stream of each ledger node. */
    List<TcpProxy> ledgerStreams();

    /** Before each broker; none if brokers are reached directly. */
    List<TcpProxy> logs();

    /** What can be done to a world on it. */
    Set<FaultKind> kinds();

    /** Ends what it has started. */
    @Override
    void close();
}
