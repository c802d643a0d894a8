package health.countersign.member.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.member.own.Arrivals;
import health.countersign.member.own.Self;
import health.countersign.member.own.Work;
import health.countersign.member.store.Reads;
import health.countersign.member.store.Reads.Reading;
import health.countersign.member.store.Session;
import health.countersign.member.view.CardReport;
import health.countersign.member.view.ProposalReport;
import health.countersign.member.view.ProposalReport.Report;
import health.countersign.member.view.Sentences;
import health.countersign.platform.auth.Caller;
import health.countersign.platform.http.Answer;
import health.countersign.platform.http.Problems;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The doors for reading: cards, their history, proposals. Every reading of a card is recorded first. */
final class ReadApi {
    private static final JsonMapper JSON = new JsonMapper();

    private final Self self;
    private final Work work;
    private final Arrivals arrivals;
    private final InstantSource clock;
    private final Sentences sentences;
    private final ProposalReport proposals;
    private final CardReport cards;

    ReadApi(Self self, Work work, Arrivals arrivals, InstantSource clock, Sentences sentences) {
        this.self = self;
        this.work = work;
        this.arrivals = arrivals;
        this.clock = clock;
        this.sentences = sentences;
        this.proposals = new ProposalReport(self, sentences);
        this.cards = new CardReport(self, proposals);
    }

    void mount(Router router) {
        router.get("/v1/catalogue").handler(this::catalogue);
        router.get("/v1/cards").handler(this::page);
        router.get("/v1/cards/:card").handler(context -> card(context, "card", cards::card));
        router.get("/v1/cards/:card/history").handler(context -> card(context, "history", cards::history));
        router.get("/v1/cards/:card/reads").handler(context -> card(context, "reads", this::reads));
        router.get("/v1/proposals/:change").handler(this::proposal);
    }

    private void catalogue(RoutingContext context) {
        Requests.own(context, Scopes.READ, self.id());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        sentences.all().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(entry -> body.put(entry.getKey(), entry.getValue()));
        json(body).send(context);
    }

    private void page(RoutingContext context) {
        Requests.own(context, Scopes.READ, self.id());
        Optional<CardId> after = Requests.after(context);
        int limit = Requests.limit(context);
        work.read(session -> cards.page(session, after, limit))
                .compose(page -> page(page, limit).send(context))
                .onFailure(context::fail);
    }

    private static Answer page(List<CardId> page, int limit) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = body.putArray("cards");
        page.forEach(card -> ids.add(card.value()));
        Answer answer = json(body);
        return page.size() < limit
                ? answer
                : answer.with(
                        "link",
                        "</v1/cards?limit=%d&after=%s>; rel=\"next\"".formatted(limit, page.get(page.size() - 1)));
    }

    private void card(RoutingContext context, String what, BiFunction<Session, CardId, Optional<ObjectNode>> report) {
        Caller caller = Requests.own(context, Scopes.READ, self.id());
        CardId card = Requests.card(context);
        Reading reading = new Reading(clock.millis(), caller.organization(), caller.subject(), card, what);
        work.read(session -> report.apply(session, card).map(ReadApi::json))
                .compose(answer -> answer.isEmpty()
                        ? Future.failedFuture(Problems.notFound().exception())
                        : record(reading).map(answer.get()))
                .compose(answer -> answer.send(context))
                .onFailure(context::fail);
    }

    private Future<Void> record(Reading reading) {
        return work.write(session -> {
            new Reads(session).add(reading);
            return null;
        });
    }

    private Optional<ObjectNode> reads(Session session, CardId card) {
        return cards.visible(session, card).map(parties -> {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            ArrayNode reads = body.putArray("reads");
            for (Reading reading : new Reads(session).of(card)) {
                reads.addObject()
                        .put("at", reading.at())
                        .put("organization", reading.organization().value())
                        .put("subject", reading.subject())
                        .put("what", reading.what());
            }
            return body;
        });
    }

    private void proposal(RoutingContext context) {
        Requests.own(context, Scopes.READ, self.id());
        ChangeId change = Requests.change(context);
        long until = clock.millis() + Requests.waitMillis(context);
        report(change, until)
                .compose(report -> json(report.body()).send(context))
                .onFailure(context::fail);
    }

    /** The report once it is final, or what there is when the time is over. */
    private Future<Report> report(ChangeId change, long until) {
        long left = until - clock.millis();
        Future<Void> arrival = left > 0 ? arrivals.next(change, left) : Future.succeededFuture();
        return work.read(session -> proposals.of(session, change)).compose(report -> {
            boolean wait = left > 0 && report.map(found -> !found.isFinal()).orElse(true);
            if (wait) {
                return arrival.compose(v -> report(change, until));
            }
            return report.filter(found -> found.header().parties().include(self.id()))
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(Problems.notFound().exception()));
        });
    }

    static Answer json(ObjectNode body) {
        try {
            return Answer.json(200, Buffer.buffer(JSON.writeValueAsBytes(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON is JSON", e);
        }
    }
}
