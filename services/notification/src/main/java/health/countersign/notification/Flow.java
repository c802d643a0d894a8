package health.countersign.notification;

import health.countersign.platform.log.Topic;
import java.util.List;

/** The topics that tell the life of a change, in the order in which it meets them, and positions in all of them. */
final class Flow {
    static final List<Topic> TOPICS =
            List.of(Topic.PROPOSALS, Topic.ANSWERS, Topic.BATCHES, Topic.SEALS, Topic.OUTCOMES);

    private Flow() {}

    static int index(Topic topic) {
        int index = TOPICS.indexOf(topic);
        if (index < 0) {
            throw new IllegalArgumentException("not a topic of the flow: " + topic);
        }
        return index;
    }
}
