package health.countersign.app.load;

/**
 * When what was known of a change, by {@link System#nanoTime}.
 *
 * @param accepted the service had it in the log
 * @param committed the validator said that the ledger has it, by the log's clock on this machine
 * @param delivered the websocket told of it
 */
record Times(long accepted, long committed, long delivered) {}
