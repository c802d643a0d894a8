package health.countersign.notification;

import health.countersign.platform.log.Topic;

/**
 * Where a notification comes from: a record of a lane's topic, and which of the things that it tells. The same
 * everywhere and at every reading.
 *
 * @param index of the event in its record times {@value #WIDTH}, plus the number of the thing that the event tells
 */
public record Place(Topic topic, int lane, long offset, int index) {
    /** More things than one event can tell: a seal tells of at most 500 changes. */
    public static final int WIDTH = 1024;

    /** The place of the n-th thing that the same event tells. */
    Place nth(int n) {
        return new Place(topic, lane, offset, index + Math.min(n, WIDTH - 1));
    }
}
