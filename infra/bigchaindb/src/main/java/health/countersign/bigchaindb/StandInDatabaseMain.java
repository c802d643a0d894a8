package health.countersign.bigchaindb;

import de.bwaldvogel.mongo.MongoServer;

/** Speaks as much of MongoDB's protocol as BigchainDB needs, on 127.0.0.1, and keeps its data in one file. */
public final class StandInDatabaseMain {
    private StandInDatabaseMain() {}

    /**
     * Serves until it is ended. What was written survives a kill, and a power failure but for the last moments, which
     * Tendermint then gives to BigchainDB once more.
     *
     * @param arguments port and file
     */
    public static void main(String[] arguments) {
        MongoServer server = new MongoServer(StandInDatabase.in(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow, "shutdown"));
        server.bind(BigchainDbNode.LOOPBACK, Integer.parseInt(arguments[0]));
    }
}
