package health.countersign.member.http;

import health.countersign.domain.CardId;
import health.countersign.domain.MalformedException;
import health.countersign.member.own.Self;
import health.countersign.member.own.Work;
import health.countersign.member.store.Outbox.Parcel;
import health.countersign.member.store.Session;
import health.countersign.member.submit.Submission;
import health.countersign.member.submit.SubmissionReader;
import health.countersign.member.submit.Submitter;
import health.countersign.platform.auth.Caller;
import health.countersign.platform.http.Answer;
import health.countersign.platform.http.Idempotency;
import health.countersign.platform.http.IdempotencyStore;
import health.countersign.platform.http.JsonBody;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The doors for changes: {@code POST /v1/cards} opens a card, {@code POST /v1/cards/{card}/changes} changes one. */
final class SubmitApi {
    private final Self self;
    private final Work work;
    private final Submitter submitter;
    private final SubmitIdempotency store;
    private final Idempotency idempotency;

    SubmitApi(Self self, Work work, Submitter submitter, SubmitIdempotency store) {
        this.self = self;
        this.work = work;
        this.submitter = submitter;
        this.store = store;
        this.idempotency = new Idempotency(store);
    }

    void mount(Router router) {
        router.post("/v1/cards").handler(this::open);
        router.post("/v1/cards/:card/changes").handler(this::change);
    }

    private void open(RoutingContext context) {
        CardId card = CardId.random();
        submit(context, body -> SubmissionReader.opening(card, body));
    }

    private void change(RoutingContext context) {
        CardId card = Requests.card(context);
        submit(context, body -> SubmissionReader.change(card, body));
    }

    private void submit(RoutingContext context, Function<byte[], Submission> reader) {
        Caller caller = Requests.own(context, Scopes.WRITE, self.id());
        JsonBody.requireJson(context);
        idempotency
                .once(context, caller, () -> submit(context, caller, reader))
                .onSuccess(answer -> answer.send(context))
                .onFailure(context::fail);
    }

    private Future<Answer> submit(RoutingContext context, Caller caller, Function<byte[], Submission> reader) {
        byte[] body = JsonBody.bytes(context);
        BiConsumer<Session, Parcel> also = keeping(context, caller);
        return work.compute(() -> read(body, reader))
                .compose(submission -> submitter.submit(submission, also))
                .map(SubmitApi::accepted);
    }

    private static Submission read(byte[] body, Function<byte[], Submission> reader) {
        try {
            return reader.apply(body);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("", "a value has not the form that it must have");
        }
    }

    private BiConsumer<Session, Parcel> keeping(RoutingContext context, Caller caller) {
        String value = context.request().getHeader("idempotency-key");
        if (value == null) {
            return (session, parcel) -> {};
        }
        IdempotencyStore.Key key = new IdempotencyStore.Key(caller.organization(), caller.subject(), value);
        String digest = store.digest(key);
        return (session, parcel) -> store.keepWith(session, key, digest, parcel.change(), accepted(parcel));
    }

    private static Answer accepted(Parcel parcel) {
        String location = "/v1/proposals/" + parcel.change().hex();
        JsonObject body = new JsonObject()
                .put("change", parcel.change().hex())
                .put("card", parcel.card().value())
                .put("state", "submitted")
                .put("proposal", location);
        return Answer.json(202, body.toBuffer()).with("location", location);
    }
}
