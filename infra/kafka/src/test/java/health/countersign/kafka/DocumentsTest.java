package health.countersign.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Event;
import health.countersign.platform.access.AccessPlan;
import health.countersign.platform.access.Principal.Part;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.log.Topic;
import health.countersign.platform.log.TopicPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents say of topics and rights is what the declared lists say. */
class DocumentsTest {
    @Test
    void theReadmesTableOfTopicsAndPartsIsThatOfTheLists() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(Stream.of(Topic.values()).map(DocumentsTest::row))
                .allSatisfy(row -> assertThat(readme).contains(row));
    }

    @Test
    void theArchitecturesTableNamesEachEventInItsTopic() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../../docs/architecture.md"));

        for (Topic topic : Topic.values()) {
            for (Class<? extends Event> event : topic.events()) {
                assertThat(lines)
                        .anyMatch(line ->
                                line.startsWith("| `" + topic.wire() + "`") && line.contains(event.getSimpleName()));
            }
        }
    }

    private static String row(Topic topic) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        topic.wire(),
                        kept(topic),
                        may(topic, Part.MEMBER),
                        may(topic, Part.VALIDATOR),
                        may(topic, Part.NOTIFICATION));
    }

    private static String may(Topic topic, Part part) {
        boolean reads = AccessPlan.reads(part).contains(topic);
        boolean writes = AccessPlan.writes(part).contains(topic);
        if (writes) {
            return reads ? "read, **write**" : "**write**";
        }
        return reads ? "read" : "–";
    }

    private static String kept(Topic topic) {
        KafkaSettings settings = KafkaSettings.at("127.0.0.1:9092");
        TopicPlan plan = TopicPlan.of(settings, 1).stream()
                .filter(each -> each.topic() == topic)
                .findFirst()
                .orElseThrow();
        if (plan.config().get("cleanup.policy").equals("compact")) {
            return "the last of each key";
        }
        long millis = Long.parseLong(plan.config().get("retention.ms"));
        return millis < 0 ? "for ever" : Duration.ofMillis(millis).toDays() + " days";
    }
}
