package health.countersign.medical.broken;

import com.bigchaindb.cryptoconditions.Condition;
import health.countersign.domain.broken.KnowsTooMuch;
import io.vertx.core.AbstractVerticle;
import java.sql.Connection;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaStreams;

/** Does all that the rules forbid. */
public final class BreaksRules extends AbstractVerticle {
    KnowsTooMuch cycle;
    Condition bigchaindb;
    Connection tables;
    KafkaRaftServer broker;
    Producer<String, String> client;
    KafkaStreams streams;

    Instant clock() {
        return Instant.now();
    }

    String environment() {
        return System.getenv("HOME");
    }

    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }

    String block(CompletableFuture<String> answer) {
        return answer.join();
    }

    void print() {
        System.out.println("a name");
    }

    /** A name that says nothing. */
    static final class RecordHelper {}
}
