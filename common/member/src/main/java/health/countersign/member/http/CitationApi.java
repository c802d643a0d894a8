package health.countersign.member.http;

import health.countersign.domain.CanonicalJson;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Citation;
import health.countersign.domain.LeafField;
import health.countersign.domain.OrganizationId;
import health.countersign.member.own.Arrivals;
import health.countersign.member.own.Self;
import health.countersign.member.own.Work;
import health.countersign.member.review.FhirReference;
import health.countersign.member.store.Entries.Stored;
import health.countersign.member.store.Reads;
import health.countersign.member.store.Reads.Reading;
import health.countersign.member.store.Session;
import health.countersign.member.view.CitationOffice;
import health.countersign.platform.auth.Caller;
import health.countersign.platform.http.Answer;
import health.countersign.platform.http.Bearer;
import health.countersign.platform.http.ProblemException;
import health.countersign.platform.http.Problems;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;

/** The doors at which other parties of a card ask for citations; each one that is given is recorded first. */
final class CitationApi {
    private final Self self;
    private final Work work;
    private final Arrivals arrivals;
    private final InstantSource clock;

    CitationApi(Self self, Work work, Arrivals arrivals, InstantSource clock) {
        this.self = self;
        this.work = work;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get("/v1/cards/:card/changes/:change/citation").handler(this::ofChange);
        router.get("/v1/cards/:card/citation").handler(this::ofReference);
    }

    private void ofChange(RoutingContext context) {
        Caller caller = Bearer.caller(context, Scopes.CITE);
        CardId card = Requests.card(context);
        ChangeId change = Requests.change(context);
        Set<LeafField> fields = Requests.fields(context);
        String wished = context.request().getParam("entry");
        String entry = wished == null ? "0" : wished;
        give(context, caller, card, session -> {
            CitationOffice office = new CitationOffice(self, session);
            return office.cite(card, caller.organization(), change, office.place(change, entry), fields);
        });
    }

    private void ofReference(RoutingContext context) {
        Caller caller = Bearer.caller(context, Scopes.CITE);
        CardId card = Requests.card(context);
        Set<LeafField> fields = Requests.fields(context);
        String text = context.request().getParam("reference");
        FhirReference reference = FhirReference.of(text == null ? "" : text);
        if (!reference.isLocal()) {
            throw Problems.malformed("'reference' is a reference within the card.")
                    .exception();
        }
        give(context, caller, card, session -> {
            CitationOffice office = new CitationOffice(self, session);
            OrganizationId requester = caller.organization();
            Stored entry = office.find(card, requester, reference);
            return office.cite(card, requester, entry.change(), entry.place(), fields);
        });
    }

    private void give(RoutingContext context, Caller caller, CardId card, Function<Session, Citation> office) {
        cite(card, office, clock.millis() + Requests.waitMillis(context))
                .compose(citation -> record(caller, card, citation).map(citation))
                .compose(citation -> Answer.json(200, Buffer.buffer(CanonicalJson.bytes(citation.tree())))
                        .send(context))
                .onFailure(context::fail);
    }

    /** Waits for what is about to be confirmed, as long as the caller would. */
    private Future<Citation> cite(CardId card, Function<Session, Citation> office, long until) {
        long left = until - clock.millis();
        Future<Void> arrival = left > 0 ? arrivals.next(card, left) : Future.succeededFuture();
        return work.read(office).recover(failure -> {
            boolean mayCome =
                    failure instanceof ProblemException known && known.problem().retryable();
            return left > 0 && mayCome ? arrival.compose(v -> cite(card, office, until)) : Future.failedFuture(failure);
        });
    }

    private Future<Void> record(Caller caller, CardId card, Citation citation) {
        Reading reading = new Reading(
                clock.millis(),
                caller.organization(),
                caller.subject(),
                card,
                "citation " + citation.change().hex());
        return work.write(session -> {
            new Reads(session).add(reading);
            return null;
        });
    }
}
