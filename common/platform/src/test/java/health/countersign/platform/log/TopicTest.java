package health.countersign.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Event;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TopicTest {
    @Test
    void everyKindOfEventIsSaidInOneTopicOnly() {
        assertThat(Event.class.getPermittedSubclasses())
                .allSatisfy(kind -> assertThat(Arrays.stream(Topic.values())
                                .filter(topic -> topic.events().contains(kind)))
                        .as(kind.getSimpleName())
                        .hasSize(1));
    }
}
