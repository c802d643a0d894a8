package health.countersign.app.laptop;

import health.countersign.domain.Consortium;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.Ledger;
import health.countersign.ledger.Transaction;
import health.countersign.member.keys.Agreement;
import health.countersign.member.keys.ConsortiumFile;
import health.countersign.member.keys.ConsortiumFounding;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Founds the consortium on the first start, and puts its lanes on the ledger; later starts find both there. */
final class Founding {
    private static final long LOOK_AGAIN_MILLISECONDS = 20;

    private final LaptopFiles files;
    private final Ed25519 ed25519;
    private final ConsortiumFounding founding;

    Founding(LaptopFiles files, Ed25519 ed25519) {
        this.files = files;
        this.ed25519 = ed25519;
        this.founding = new ConsortiumFounding(files.directory(), ed25519);
    }

    /** The consortium of the directory, founded if it is not there. */
    Consortium consortium(Agreement agreement) throws IOException {
        if (Files.exists(files.consortium())) {
            return ConsortiumFile.read(files.consortium(), ed25519);
        }
        // Without a consortium file an earlier founding was broken off: nobody has ever used its keys.
        forget(files.directory().resolve("keys"));
        forget(files.directory().resolve("offline"));
        return founding.found(agreement).consortium();
    }

    /** Completes when the ledger holds the first transaction of every lane. */
    Future<Void> lanes(Vertx vertx, Ledger ledger, Consortium consortium) throws IOException {
        List<Future<Void>> lanes = founding.genesis(consortium).stream()
                .map(genesis -> ledger.find(genesis.id())
                        .compose(found -> found.isPresent()
                                ? Future.succeededFuture()
                                : ledger.post(genesis).compose(posted -> awaited(vertx, ledger, genesis))))
                .toList();
        return Future.all(lanes).mapEmpty();
    }

    private static Future<Void> awaited(Vertx vertx, Ledger ledger, Transaction genesis) {
        return ledger.find(genesis.id())
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture()
                        : vertx.timer(LOOK_AGAIN_MILLISECONDS).compose(later -> awaited(vertx, ledger, genesis)));
    }

    private static void forget(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
