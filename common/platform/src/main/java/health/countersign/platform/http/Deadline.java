package health.countersign.platform.http;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Until when a request must have an answer. */
final class Deadline {
    private static final String KEY = Deadline.class.getName();

    private Deadline() {}

    static void set(RoutingContext context, Duration timeout) {
        long timer = context.vertx().setTimer(timeout.toMillis(), fired -> {
            if (!context.response().headWritten() && !context.response().ended()) {
                context.fail(context.request().isEnded() ? 504 : 408);
            }
        });
        context.put(KEY, timer);
        context.addEndHandler(ended -> lift(context));
    }

    static void lift(RoutingContext context) {
        Long timer = context.remove(KEY);
        if (timer != null) {
            context.vertx().cancelTimer(timer);
        }
    }
}
