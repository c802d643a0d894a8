package health.countersign.kafka;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What our platform logs while it is open. */
final class Said extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("health.countersign.platform.log");
    private final Queue<String> sentences = new ConcurrentLinkedQueue<>();

    Said() {
        start();
        logger.addAppender(this);
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    @Override
    protected void append(ILoggingEvent event) {
        sentences.add(event.getFormattedMessage());
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
