package health.countersign.platform.http;

import health.countersign.platform.auth.Authenticator;
import health.countersign.platform.auth.Caller;
import health.countersign.platform.auth.TokenException;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets requests pass whose {@code Authorization: Bearer} token is valid, and knows their caller from then on. */
public final class Bearer implements Handler<RoutingContext> {
    private static final String KEY = Bearer.class.getName();
    private static final String SCHEME = "Bearer ";
    private static final Logger LOG = LoggerFactory.getLogger(Bearer.class);

    private final Authenticator authenticator;

    public Bearer(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** The caller of a request that came through this handler. */
    public static Caller caller(RoutingContext context) {
        Caller caller = context.get(KEY);
        if (caller == null) {
            throw Problems.unauthenticated().exception();
        }
        return caller;
    }

    /** The caller, who must have this scope; else 403. */
    public static Caller caller(RoutingContext context, String scope) {
        Caller caller = caller(context);
        if (!caller.may(scope)) {
            throw Problems.forbidden("The token lacks the scope " + scope + ".").exception();
        }
        return caller;
    }

    @Override
    public void handle(RoutingContext context) {
        String header = context.request().getHeader("authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            context.fail(Problems.unauthenticated().exception());
            return;
        }
        authenticator
                .authenticate(header.substring(SCHEME.length()).strip())
                .onSuccess(caller -> {
                    context.put(KEY, caller);
                    context.next();
                })
                .onFailure(failure -> {
                    Object reason = failure instanceof TokenException token ? token.reason() : failure.getClass();
                    LOG.atInfo()
                            .addKeyValue("traceId", Trace.of(context))
                            .addKeyValue("reason", reason)
                            .log("a token was refused");
                    context.fail(Problems.unauthenticated().exception());
                });
    }
}
