package health.countersign.app.demo;

import health.countersign.app.attack.Cast;
import health.countersign.app.client.ChangeStream;
import health.countersign.app.client.Doors;
import health.countersign.app.client.Members;
import health.countersign.app.client.Outcomes;
import health.countersign.app.client.Retrying;
import health.countersign.app.client.Tokens;
import health.countersign.app.consortium.Addresses;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.LocalTokens;
import health.countersign.app.consortium.Scopes;
import health.countersign.domain.Consortium;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.ledger.Ed25519;
import health.countersign.member.keys.ConsortiumFile;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;

/** A visitor of a running consortium, with a Vert.x of its own: everything it does goes through public doors. */
public final class Visit implements AutoCloseable {
    private static final long PATIENCE_NANOS = Duration.ofMinutes(3).toNanos();

    private final Vertx vertx = Vertx.vertx();
    private final BigchainDbLedger ledger;
    private final Members members;
    private final ChangeStream stream;
    private final Doors doors;

    /** Comes in where a consortium runs, and begins to listen. */
    public Visit(ConsortiumFiles files) throws IOException {
        Addresses addresses = Addresses.read(files.addresses());
        LocalTokens issuer = LocalTokens.of(files);
        Consortium consortium = ConsortiumFile.read(files.consortium(), Ed25519.preferred());
        Tokens tokens = new Tokens(organization -> issuer.token(organization, "demo", Scopes.ALL));
        Cast cast = Cast.of(consortium.document());
        Outcomes outcomes = new Outcomes();
        ledger = new BigchainDbLedger(
                vertx,
                BigchainDbSettings.of(new BigchainDbSettings.Node(addresses.ledger(), addresses.ledgerStream())));
        members = new Members(vertx, addresses.services(), tokens);
        Retrying retrying = new Retrying(vertx, PATIENCE_NANOS);
        doors = new Doors(vertx, consortium, addresses, files, members, retrying, outcomes, ledger);
        stream = ChangeStream.follow(
                        vertx,
                        addresses.notification(),
                        () -> tokens.of(cast.author()),
                        new JsonObject(),
                        ChangeStream.NOW,
                        outcomes)
                .await();
    }

    public Doors doors() {
        return doors;
    }

    @Override
    public void close() {
        stream.close();
        members.close();
        ledger.close();
        vertx.close().await();
    }
}
