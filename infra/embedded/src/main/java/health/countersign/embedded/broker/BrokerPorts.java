package health.countersign.embedded.broker;

/**
 * Where a broker listens.
 *
 * @param clients for clients
 * @param advertised what clients are told to come to
 * @param controller for itself
 */
record BrokerPorts(int clients, int advertised, int controller) {}
