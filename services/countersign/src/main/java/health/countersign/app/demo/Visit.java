package health.countersign.app.demo;

import health.countersign.app.attack.Cast;
import health.countersign.app.client.ChangeStream;
import health.countersign.app.client.Doors;
import health.countersign.app.client.Members;
import health.countersign.app.client.Outcomes;
import health.countersign.app.client.Retrying;
import health.countersign.app.client.Tokens;
import health.countersign.app.laptop.Laptop;
import health.countersign.app.laptop.Scopes;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.BigchainDbSettings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** A visitor of a running consortium, with a Vert.x of its own: everything it does goes through public doors. */
public final class Visit implements AutoCloseable {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Vertx vertx = Vertx.vertx();
    private final BigchainDbLedger ledger;
    private final Members members;
    private final ChangeStream stream;
    private final Doors doors;

    /** Comes in, and begins to listen. */
    public Visit(Laptop laptop) {
        Tokens tokens = new Tokens(organization -> laptop.issuer().token(organization, "demo", Scopes.ALL));
        Cast cast = Cast.of(laptop.consortium().document());
        Outcomes outcomes = new Outcomes();
        ledger = new BigchainDbLedger(
                vertx,
                BigchainDbSettings.of(new BigchainDbSettings.Node(
                        laptop.addresses().ledger(), laptop.addresses().ledgerStream())));
        members = new Members(vertx, laptop.addresses().services(), tokens);
        doors = new Doors(
                vertx,
                laptop.consortium(),
                laptop.addresses(),
                laptop.files(),
                members,
                new Retrying(vertx, PATIENCE_NANOS),
                outcomes,
                ledger);
        stream = ChangeStream.follow(
                        vertx,
                        laptop.addresses().notification(),
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
