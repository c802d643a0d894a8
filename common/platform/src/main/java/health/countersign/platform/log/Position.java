package health.countersign.platform.log;

/** Where one record stands in the log. Positions of one lane ascend, with gaps; those of two lanes say nothing. */
public record Position(Topic topic, int lane, long offset) {
    public Position {
        if (lane < 0 || offset < 0) {
            throw new IllegalArgumentException("lane and offset are not negative");
        }
    }

    /** The lane of the topic that it is a position of. */
    public TopicLane topicLane() {
        return new TopicLane(topic, lane);
    }

    @Override
    public String toString() {
        return topic.wire() + "/" + lane + "/" + offset;
    }
}
