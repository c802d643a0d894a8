package health.countersign.member.answer;

import health.countersign.domain.Event.Ticked;
import health.countersign.domain.Event.TimeAsked;
import health.countersign.domain.OrganizationId;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.LanePoll;
import health.countersign.platform.log.Topic;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the time where the validator asks for it: the log's own, by an event among the answers, which only members may
 * write. What several members say does no harm.
 */
public final class TimeDesk {
    private static final Logger LOG = LoggerFactory.getLogger(TimeDesk.class);

    private final OrganizationId self;
    private final EventLog log;

    public TimeDesk(OrganizationId self, EventLog log) {
        this.self = self;
        this.log = log;
    }

    /** Answers once, however often a poll asks. Succeeds also if the log does not take it: the validator asks again. */
    public Future<Void> outcomes(LanePoll poll) {
        if (poll.events().noneMatch(TimeAsked.class::isInstance)) {
            return Future.succeededFuture();
        }
        return log.append(Topic.ANSWERS, poll.lane(), self.value(), List.of(new Ticked(poll.lane())))
                .<Void>mapEmpty()
                .recover(failure -> {
                    LOG.atDebug()
                            .addKeyValue("lane", poll.lane())
                            .setCause(failure)
                            .log("the time was not told");
                    return Future.succeededFuture();
                });
    }
}
