package health.countersign.member;

import health.countersign.ledger.Ledger;
import health.countersign.member.answer.Resources;
import health.countersign.member.answer.ReviewDesk;
import health.countersign.member.answer.Reviewer;
import health.countersign.member.answer.TimeDesk;
import health.countersign.member.http.MemberApi;
import health.countersign.member.own.Arrivals;
import health.countersign.member.own.Self;
import health.countersign.member.own.Work;
import health.countersign.member.review.RuleBook;
import health.countersign.member.seal.SealDesk;
import health.countersign.member.store.Database;
import health.countersign.member.submit.Author;
import health.countersign.member.submit.SecondTry;
import health.countersign.member.submit.Submitter;
import health.countersign.member.view.LedgerView;
import health.countersign.member.view.OutcomeDesk;
import health.countersign.member.view.Sentences;
import health.countersign.platform.log.EventConsumer;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.LanePoll;
import health.countersign.platform.log.Topic;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.Set;

/** One organization at work: it submits, reviews, seals and keeps its view. Lives on the context that makes it. */
public final class Member {
    /** What an organization works with, opened by whoever runs it and closed by them. */
    public record Tools(Database database, EventLog log, Ledger ledger, InstantSource clock) {}

    private final Self self;
    private final Tools tools;
    private final ReviewDesk reviews;
    private final SealDesk seals;
    private final TimeDesk time;
    private final OutcomeDesk outcomes;
    private final LedgerView view;
    private final Submitter submitter;
    private final MemberApi api;
    private EventConsumer consumer;

    public Member(Vertx vertx, Self self, RuleBook rules, Tools tools) {
        this.self = self;
        this.tools = tools;
        Work work = new Work(vertx, "member " + self.id(), tools.database());
        Arrivals arrivals = new Arrivals(vertx);
        Resources resources = new Resources();
        Author author = new Author(self, resources, tools.clock());
        this.reviews = new ReviewDesk(self, new Reviewer(self, rules, resources), work, tools.log(), arrivals);
        this.time = new TimeDesk(self.id(), tools.log());
        this.seals = new SealDesk(self, work, tools.log());
        this.view = new LedgerView(vertx, self, work, tools.ledger(), seals, arrivals);
        this.submitter = new Submitter(vertx, work, author, tools.log(), arrivals);
        this.outcomes = new OutcomeDesk(work, arrivals, new SecondTry(self, author, tools.clock()), submitter);
        this.api = new MemberApi(self, work, submitter, arrivals, tools.clock(), new Sentences(rules.catalogue()));
    }

    /** Catches up with the ledger, then joins the log, then sends what was left unsent. */
    public Future<Void> start() {
        String group = "countersign." + self.id() + "." + tools.database().generation();
        Set<Topic> topics = Set.of(Topic.PROPOSALS, Topic.ANSWERS, Topic.BATCHES, Topic.OUTCOMES);
        return view.start()
                .compose(v -> tools.log().consume(group, topics, this::handle))
                .compose(joined -> {
                    consumer = joined;
                    return submitter.start();
                });
    }

    /** Adds the organization's doors to a router whose callers are already known. */
    public void mount(Router router) {
        api.mount(router);
    }

    /** Begins nothing new and ends what is under way. */
    public Future<Void> stop() {
        submitter.stop();
        view.stop();
        return consumer == null ? Future.succeededFuture() : consumer.close();
    }

    private Future<Void> handle(LanePoll poll) {
        return switch (poll.topic()) {
            case PROPOSALS -> reviews.handle(poll);
            case ANSWERS -> outcomes.answers(poll);
            case BATCHES -> seals.handle(poll);
            case OUTCOMES -> outcomes.outcomes(poll).compose(v -> time.outcomes(poll));
            default -> Future.succeededFuture();
        };
    }
}
