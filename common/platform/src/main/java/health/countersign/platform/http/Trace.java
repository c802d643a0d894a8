package health.countersign.platform.http;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id that ties a request, its log lines and its problem together: the caller's (W3C trace context) or a new one.
 */
public final class Trace {
    private static final String KEY = Trace.class.getName();
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private Trace() {}

    /** 32 hex digits. */
    public static String of(RoutingContext context) {
        String known = context.get(KEY);
        return known == null ? begin(context) : known;
    }

    static String begin(RoutingContext context) {
        String traceparent = context.request().getHeader("traceparent");
        Matcher matcher = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        String id = matcher.matches()
                ? matcher.group(1)
                : UUID.randomUUID().toString().replace("-", "");
        context.put(KEY, id);
        return id;
    }
}
