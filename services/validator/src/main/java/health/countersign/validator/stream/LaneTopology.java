package health.countersign.validator.stream;

import health.countersign.domain.Consortium;
import health.countersign.domain.SignatureVerifier;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.log.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;

/** Four topics in, one processor and its store for each lane, three topics out; a lane keeps its number. */
public final class LaneTopology {
    static final String STORE = "lane";
    static final String OUTCOMES = "outcomes";
    static final String BATCHES = "batches";
    static final String DEAD_LETTERS = "dead-letters";

    private static final String PROCESSOR = "book";

    private LaneTopology() {}

    /** The topology for this consortium. */
    public static Topology of(Consortium consortium, SignatureVerifier verifier, LanePace pace, LaneBoard board) {
        Topology topology = new Topology();
        String[] sources = {"heard-proposals", "heard-answers", "heard-seals", "heard-outcomes"};
        Topic[] topics = {Topic.PROPOSALS, Topic.ANSWERS, Topic.SEALS, Topic.OUTCOMES};
        for (int i = 0; i < sources.length; i++) {
            topology.addSource(sources[i], new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics[i].wire());
        }
        topology.addProcessor(PROCESSOR, () -> new LaneProcessor(consortium, verifier, pace, board), sources);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                        .withCachingEnabled()
                        .withLoggingEnabled(
                                Map.of("max.message.bytes", String.valueOf(KafkaSettings.MAX_MESSAGE_BYTES))),
                PROCESSOR);
        sink(topology, OUTCOMES, Topic.OUTCOMES);
        sink(topology, BATCHES, Topic.BATCHES);
        sink(topology, DEAD_LETTERS, Topic.DEAD_LETTERS);
        return topology;
    }

    private static void sink(Topology topology, String name, Topic topic) {
        StreamPartitioner<byte[], byte[]> ownLane = (wire, key, value, partitions) ->
                Optional.of(Set.of(Integer.valueOf(new String(key, StandardCharsets.US_ASCII))));
        topology.addSink(name, topic.wire(), new ByteArraySerializer(), new ByteArraySerializer(), ownLane, PROCESSOR);
    }
}
