package health.countersign.bigchaindb;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;

/** Speaks as much of MongoDB's protocol as BigchainDB needs, on 127.0.0.1, and keeps its data in one file. */
public final class StandInDatabaseMain {
    private StandInDatabaseMain() {}

    /**
     * Serves until it is ended; what was written in the second before a kill may be lost, and Tendermint then gives it
     * to BigchainDB once more.
     *
     * @param arguments port and file
     */
    public static void main(String[] arguments) {
        MongoServer server = new MongoServer(new H2Backend(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow, "shutdown"));
        server.bind(BigchainDbNode.LOOPBACK, Integer.parseInt(arguments[0]));
    }
}
