package health.countersign.bigchaindb;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVStore;

/**
 * Keeps MongoDB's documents in one file, each writing command as a whole: who is killed in the middle of one leaves
 * nothing of it, neither a document without its index nor an index without its document.
 */
final class StandInDatabase extends H2Backend {
    private static final Set<String> WRITING =
            Set.of("insert", "update", "delete", "findandmodify", "create", "createindexes", "drop", "dropdatabase");

    private StandInDatabase(MVStore store) {
        super(store);
    }

    static StandInDatabase in(String file) {
        return new StandInDatabase(
                new MVStore.Builder().fileName(file).autoCommitDisabled().open());
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        return WRITING.contains(command.toLowerCase(Locale.ROOT))
                ? write(channel, database, command, query)
                : super.handleCommand(channel, database, command, query);
    }

    private synchronized Document write(Channel channel, String database, String command, Document query) {
        try {
            return super.handleCommand(channel, database, command, query);
        } finally {
            commit();
        }
    }
}
