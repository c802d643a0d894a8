package health.countersign.app.load;

/** What was seen of changes that were sent at one rate. */
final class Measured {
    private static final double BILLION = 1e9;

    private final double rate;
    private final Backlog backlog;
    private final Delays accepted = new Delays();
    private final Delays committed = new Delays();
    private final Delays delivered = new Delays();
    private int failed;
    private double seconds;

    Measured(int total, double rate) {
        this.rate = rate;
        this.backlog = new Backlog(total, rate);
    }

    void add(long begun, long due, Times times) {
        accepted.add(times.accepted() - due);
        committed.add(times.committed() - due);
        delivered.add(times.delivered() - due);
        seconds = Math.max(seconds, (times.delivered() - begun) / BILLION);
    }

    void fail() {
        failed++;
    }

    Backlog backlog() {
        return backlog;
    }

    int confirmed() {
        return (int) delivered.count();
    }

    int failed() {
        return failed;
    }

    int done() {
        return confirmed() + failed;
    }

    /** How many were sent in a second. */
    double offered() {
        return rate;
    }

    /** From the first that was due to the last that was delivered. */
    double seconds() {
        return seconds;
    }

    /** Confirmed changes in a second. */
    double confirmedRate() {
        return seconds == 0 ? 0 : confirmed() / seconds;
    }

    /** Whether everything was confirmed and nothing piled up. */
    boolean held() {
        return failed == 0 && backlog.steady();
    }

    Delays accepted() {
        return accepted;
    }

    Delays committed() {
        return committed;
    }

    Delays delivered() {
        return delivered;
    }
}
