package health.countersign.app.client;

import health.countersign.app.consortium.Addresses;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.domain.Consortium;
import health.countersign.ledger.Ledger;
import io.vertx.core.Vertx;

/** The public doors of a running consortium: HTTP, the stream, the log and the ledger; nothing else is used. */
public record Doors(
        Vertx vertx,
        Consortium consortium,
        Addresses addresses,
        ConsortiumFiles files,
        Members members,
        Retrying retrying,
        Outcomes outcomes,
        Ledger ledger) {}
