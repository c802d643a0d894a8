package health.countersign.app.cluster;

/**
 * How much of everything.
 *
 * @param validators nodes of the ledger, 1 or 4
 * @param brokers of Kafka, 1 or 3
 * @param postgres whether there is a database server; without it views are files
 */
public record ClusterSize(int validators, int brokers, boolean postgres) {
    public ClusterSize {
        if (validators != 1 && validators != 4) {
            throw new IllegalArgumentException("a ledger has 1 validator or 4, not " + validators);
        }
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("a log has 1 broker or 3, not " + brokers);
        }
    }
}
