package health.countersign.platform.log;

import io.vertx.core.Future;

/**
 * Does the work that records ask for. It is called on the context that opened the reader or consumer, for one poll of a
 * lane at a time; lanes run beside each other. The same records may come again after a crash or a failure.
 */
@FunctionalInterface
public interface LaneHandler {
    /**
     * Succeeds when the work is durable. A failure means that nobody knows: the same poll comes again, with growing
     * pauses, for ever. A {@link PoisonException} says that a record can never be processed: it goes to the dead
     * letters, and the rest of the poll comes again.
     */
    Future<Void> handle(LanePoll poll);
}
