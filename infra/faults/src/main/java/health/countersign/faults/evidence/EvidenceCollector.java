package health.countersign.faults.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.app.CountersignMain;
import health.countersign.app.client.Api;
import health.countersign.app.client.Reply;
import health.countersign.domain.OrganizationId;
import health.countersign.faults.load.Replicas;
import health.countersign.faults.load.Submission;
import health.countersign.faults.load.Subscriber;
import health.countersign.faults.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Copies what a run left behind into files: from the ledger's API, the topics, the services and the subscribers. */
public final class EvidenceCollector {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Duration CATCH_UP = Duration.ofMinutes(3);
    private static final int CARDS_IN_PACK = 3;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final World world;
    private final EvidenceFolder folder;

    /** Not upgraded to HTTP/2: a long answer that comes during the upgrade was once read as frames. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public EvidenceCollector(World world, EvidenceFolder folder) {
        this.world = world;
        this.folder = folder;
    }

    /** Everything that is no service's own: consortium, lanes, outcomes. */
    public void shared() throws IOException, InterruptedException {
        Files.createDirectories(folder.directory());
        Files.copy(world.files().consortium(), folder.consortium(), StandardCopyOption.REPLACE_EXISTING);
        List<String> lanes = world.folder().consortium().lanes();
        for (int lane = 0; lane < lanes.size(); lane++) {
            EvidenceFolder.write(folder.lane(lane), transactions(lanes.get(lane)));
            EvidenceFolder.write(folder.outcomes(lane), outcomes(lane));
        }
    }

    /** As all ledger nodes tell it; one that was away may still catch up. */
    private List<ObjectNode> transactions(String lane) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        List<List<ObjectNode>> told = List.of();
        while (System.nanoTime() - begun < CATCH_UP.toNanos()) {
            told = new ArrayList<>();
            for (URI node : world.ledgerNodes()) {
                told.add(transactions(node, lane));
            }
            if (told.stream().distinct().count() == 1) {
                return told.get(0);
            }
            world.vertx().timer(POLL.toMillis()).await();
        }
        throw new IllegalStateException("the ledger's nodes tell lane %s differently: %s transactions"
                .formatted(lane, told.stream().map(List::size).toList()));
    }

    private List<ObjectNode> transactions(URI node, String lane) throws IOException, InterruptedException {
        URI chain = URI.create(node + "/api/v1/transactions?asset_id=" + lane);
        String body = http.send(HttpRequest.newBuilder(chain).build(), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
        List<ObjectNode> transactions = new ArrayList<>();
        for (JsonNode transaction : JSON.readTree(body)) {
            transactions.add((ObjectNode) transaction);
        }
        return transactions;
    }

    private List<ObjectNode> outcomes(int lane) {
        TopicPartition partition = new TopicPartition("countersign.outcomes.v1", lane);
        List<ObjectNode> lines = new ArrayList<>();
        Map<String, Object> reading = new HashMap<>(world.kafkaOperator());
        reading.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    lines.add(outcome(record));
                }
            }
        }
        return lines;
    }

    private static ObjectNode outcome(ConsumerRecord<byte[], byte[]> record) {
        return NODES.objectNode()
                .put("offset", record.offset())
                .put("value", record.value() == null ? "" : Base64.getEncoder().encodeToString(record.value()));
    }

    /** A pack as a user would write it, with contents of some of these cards, if the ledger's chain can be proven. */
    public void pack(Collection<String> cards) {
        world.tendermint().ifPresent(tendermint -> {
            List<String> arguments = new ArrayList<>(List.of("export"));
            arguments.addAll(List.of("--dir", world.files().directory().toString()));
            arguments.addAll(List.of("--tendermint", tendermint.toString()));
            arguments.addAll(List.of("--out", folder.pack().toString()));
            cards.stream().sorted().limit(CARDS_IN_PACK).forEach(card -> arguments.addAll(List.of("--card", card)));
            int exit = CountersignMain.commandLine().execute(arguments.toArray(String[]::new));
            if (exit != 0) {
                throw new IllegalStateException("no pack was written, exit " + exit);
            }
        });
    }

    public void submissions(List<Submission> submissions) throws IOException {
        EvidenceFolder.write(
                folder.submissions(),
                submissions.stream().map(EvidenceCollector::line).toList());
    }

    private static ObjectNode line(Submission submission) {
        ObjectNode line = NODES.objectNode()
                .put("number", submission.number())
                .put("kind", submission.kind())
                .put("author", submission.author())
                .put("card", submission.card())
                .put("answer", submission.answer());
        submission.change().ifPresent(change -> line.put("change", change));
        return line;
    }

    public void streams(List<Subscriber> subscribers) throws IOException {
        for (int n = 0; n < subscribers.size(); n++) {
            List<ObjectNode> lines = new ArrayList<>();
            for (Subscriber.Note note : subscribers.get(n).notes()) {
                lines.add(NODES.objectNode()
                        .put("what", note.what())
                        .put("change", note.change())
                        .put("card", note.card()));
            }
            EvidenceFolder.write(folder.stream(n), lines);
        }
    }

    /** The histories of these cards as every copy of every organization's service tells them. */
    public void histories(Replicas replicas, Set<String> cards) throws IOException {
        for (OrganizationId organization : replicas.organizations()) {
            List<Api> copies = replicas.of(organization);
            for (int copy = 0; copy < copies.size(); copy++) {
                List<ObjectNode> lines = new ArrayList<>();
                for (String card : cards) {
                    lines.add(history(copies.get(copy), card));
                }
                EvidenceFolder.write(folder.history(organization.value(), copy), lines);
            }
        }
    }

    private static ObjectNode history(Api api, String card) throws IOException {
        Reply reply = api.get("/v1/cards/%s/history".formatted(card)).await();
        ObjectNode line = NODES.objectNode().put("card", card).put("status", reply.status());
        line.set(
                "history",
                JSON.readTree(reply.body() == null ? new byte[0] : reply.body().getBytes()));
        return line;
    }
}
