package health.countersign.notification;

/** A notification with where its lane stood; the offsets are shared and not to be changed. */
final class Told {
    private final Notification notification;
    private final long[] before;
    private final long[] lookback;

    /**
     * @param before where the lane stood before: everything before these next offsets has been told
     * @param lookback next offsets from which a reader learns all that is needed to go on after it
     */
    Told(Notification notification, long[] before, long[] lookback) {
        this.notification = notification;
        this.before = before;
        this.lookback = lookback;
    }

    Notification notification() {
        return notification;
    }

    long[] before() {
        return before;
    }

    long[] lookback() {
        return lookback;
    }
}
