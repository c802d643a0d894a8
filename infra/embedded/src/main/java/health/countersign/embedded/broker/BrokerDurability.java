package health.countersign.embedded.broker;

/** What an acknowledged record survives; a broker without replicas has only its own disk. */
public enum BrokerDurability {
    /**
     * Every crash of this program, {@code kill -9} included: the operating system holds the bytes. Segments are forced
     * to the disk once a second, so a power failure or a kernel crash may lose about the last second.
     */
    PROCESS_CRASH,
    /**
     * A power failure as well: every batch is forced to the disk before it is acknowledged, at one fsync per partition
     * and batch.
     */
    POWER_LOSS
}
