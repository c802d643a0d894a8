package health.countersign.ledger;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.time.Duration;

/**
 * A body as a node sends it, kept up to so many bytes and for so long. Timeouts of the client only see silence: a node
 * that sends without end, fast or slowly, would fill our memory or keep a lane waiting for ever.
 */
public final class NodeAnswer implements BodyStream<Buffer> {
    private final Buffer read = Buffer.buffer();
    private final Promise<Buffer> result = Promise.promise();
    private final int mostBytes;
    private final long mostNanos;
    private final long begun = System.nanoTime();

    private boolean tooMuch;

    private NodeAnswer(int mostBytes, Duration longest) {
        this.mostBytes = mostBytes;
        this.mostNanos = longest.toNanos();
    }

    /**
     * Reads bodies within these limits. Of others nothing more is taken, so that the request's timeout ends them.
     *
     * @param longest from the body's begin to its end
     */
    public static BodyCodec<Buffer> atMost(int bytes, Duration longest) {
        return () -> new NodeAnswer(bytes, longest);
    }

    @Override
    public Future<Buffer> result() {
        return result.future();
    }

    @Override
    public Future<Void> write(Buffer part) {
        tooMuch |= read.length() + part.length() > mostBytes || System.nanoTime() - begun > mostNanos;
        if (!tooMuch) {
            read.appendBuffer(part);
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        if (tooMuch) {
            result.tryFail("a node's answer is longer than %d bytes or took too long".formatted(mostBytes));
        } else {
            result.tryComplete(read);
        }
        return Future.succeededFuture();
    }

    @Override
    public void handle(Throwable failure) {
        result.tryFail(failure);
    }

    @Override
    public NodeAnswer exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public NodeAnswer setWriteQueueMaxSize(int most) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return tooMuch;
    }

    @Override
    public NodeAnswer drainHandler(Handler<Void> handler) {
        return this;
    }
}
