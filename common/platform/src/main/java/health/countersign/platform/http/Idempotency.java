package health.countersign.platform.http;

import health.countersign.domain.Digest;
import health.countersign.platform.auth.Caller;
import health.countersign.platform.http.IdempotencyStore.Claim;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Does a request once, however often it is sent under the same {@code Idempotency-Key}. */
public final class Idempotency {
    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final IdempotencyStore store;

    public Idempotency(IdempotencyStore store) {
        this.store = store;
    }

    /** Does the work, or gives the answer that it had; without the header it does the work. */
    public Future<Answer> once(RoutingContext context, Caller caller, Supplier<Future<Answer>> work) {
        String value = context.request().getHeader("idempotency-key");
        if (value == null) {
            return work.get();
        }
        if (!SHAPE.matcher(value).matches()) {
            return Future.failedFuture(Problems.malformed("An Idempotency-Key is 1 to 255 visible ASCII characters.")
                    .exception());
        }
        IdempotencyStore.Key key = new IdempotencyStore.Key(caller.organization(), caller.subject(), value);
        return store.claim(key, digest(context)).compose(claim -> answer(claim, key, work));
    }

    private Future<Answer> answer(Claim claim, IdempotencyStore.Key key, Supplier<Future<Answer>> work) {
        if (claim instanceof Claim.Answered known) {
            return Future.succeededFuture(known.answer());
        }
        if (claim instanceof Claim.Running) {
            return Future.failedFuture(Problem.of(
                            409,
                            "idempotency-running",
                            "Still running",
                            "The same request is under way: ask again later.")
                    .retry()
                    .exception());
        }
        if (claim instanceof Claim.Different) {
            return Future.failedFuture(Problem.of(
                            422,
                            "idempotency-mismatch",
                            "Another request has this key",
                            "This Idempotency-Key was used for another request: take a new one.")
                    .exception());
        }
        return Future.succeededFuture()
                .compose(v -> work.get())
                .recover(failure -> store.release(key).transform(released -> Future.failedFuture(failure)))
                .compose(answer -> store.keep(key, answer).map(answer));
    }

    private static String digest(RoutingContext context) {
        Buffer request = Buffer.buffer()
                .appendString(context.request().method().name())
                .appendString("\n")
                .appendString(context.request().uri())
                .appendString("\n")
                .appendBytes(JsonBody.bytes(context));
        return Digest.of(request.getBytes()).hex();
    }
}
