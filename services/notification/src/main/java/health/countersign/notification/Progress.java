package health.countersign.notification;

import java.util.List;

/** How far a subscription is: its marks in every lane and how many notifications it was given. */
final class Progress {
    private final List<Marks> lanes;
    private long sequence;

    Progress(List<Marks> lanes, long sequence) {
        this.lanes = List.copyOf(lanes);
        this.sequence = sequence;
    }

    Progress copy() {
        return new Progress(lanes.stream().map(Marks::copy).toList(), sequence);
    }

    Marks lane(int lane) {
        return lanes.get(lane);
    }

    List<Marks> lanes() {
        return lanes;
    }

    boolean has(Place place) {
        return lanes.get(place.lane()).has(place);
    }

    /** Counts a notification as given. */
    long next() {
        return ++sequence;
    }

    long sequence() {
        return sequence;
    }
}
