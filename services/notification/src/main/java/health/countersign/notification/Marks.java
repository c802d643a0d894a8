package health.countersign.notification;

import health.countersign.platform.log.Topic;

/**
 * How far a subscriber is in one lane: for each topic of the flow the first place that it has not had. Within a topic
 * nothing overtakes, so these five places say exactly what was delivered and what was not, whatever the order
 * between the topics was.
 */
final class Marks {
    private final long[] offsets;
    private final int[] indexes;
    private long[] lookback;

    /** @param lookback next offsets from which a reader learns all that is needed to go on from here */
    Marks(long[] offsets, int[] indexes, long[] lookback) {
        this.offsets = offsets.clone();
        this.indexes = indexes.clone();
        this.lookback = lookback.clone();
    }

    static Marks at(long[] offsets, long[] lookback) {
        return new Marks(offsets, new int[offsets.length], lookback);
    }

    Marks copy() {
        return new Marks(offsets, indexes, lookback);
    }

    boolean has(Place place) {
        int topic = Flow.index(place.topic());
        return place.offset() < offsets[topic] || (place.offset() == offsets[topic] && place.index() < indexes[topic]);
    }

    /** Whether everything that the other marks have was delivered here too. */
    boolean cover(Marks other) {
        for (int topic = 0; topic < offsets.length; topic++) {
            if (offsets[topic] < other.offsets[topic]
                    || (offsets[topic] == other.offsets[topic] && indexes[topic] < other.indexes[topic])) {
                return false;
            }
        }
        return true;
    }

    /** Takes what was told: with it goes everything that had been told before. */
    void pass(Told told) {
        reach(told.before(), told.lookback());
        Place place = told.notification().place();
        int topic = Flow.index(place.topic());
        offsets[topic] = place.offset();
        indexes[topic] = place.index() + 1;
    }

    /** Goes back to before this was told. */
    void back(Told told) {
        Place place = told.notification().place();
        int topic = Flow.index(place.topic());
        offsets[topic] = place.offset();
        indexes[topic] = place.index();
        lookback = told.lookback();
    }

    /** Everything before these next offsets is done, also what told nothing. */
    void reach(long[] next, long[] newLookback) {
        for (int topic = 0; topic < offsets.length; topic++) {
            if (offsets[topic] < next[topic]) {
                offsets[topic] = next[topic];
                indexes[topic] = 0;
            }
        }
        lookback = newLookback;
    }

    /** Gives up what stands before this offset of a topic. */
    void skip(Topic topic, long until) {
        int index = Flow.index(topic);
        offsets[index] = until;
        indexes[index] = 0;
        lookback = lookback.clone();
        lookback[index] = Math.max(lookback[index], until);
    }

    long offset(int topic) {
        return offsets[topic];
    }

    int index(int topic) {
        return indexes[topic];
    }

    long[] offsets() {
        return offsets.clone();
    }

    long[] lookback() {
        return lookback.clone();
    }
}
