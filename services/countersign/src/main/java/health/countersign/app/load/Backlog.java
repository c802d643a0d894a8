package health.countersign.app.load;

/** How many changes were sent and not yet done, while they were being sent. */
final class Backlog {
    /** So many seconds' worth of changes may come and go without anything growing. */
    private static final double SLACK_SECONDS = 0.5;

    private final int total;
    private final double rate;
    private final double[] sum = new double[3];
    private final int[] samples = new int[3];

    Backlog(int total, double rate) {
        this.total = total;
        this.rate = rate;
    }

    /** Looked at when so many were sent and so many of them done. */
    void look(int sent, int done) {
        int third = Math.min(2, (int) (3L * sent / total));
        sum[third] += sent - done;
        samples[third]++;
    }

    /** Whether no more waited in the last third than in the one before. */
    boolean steady() {
        return mean(2) - mean(1) <= SLACK_SECONDS * rate;
    }

    /** Mean of the last third. */
    double last() {
        return mean(2);
    }

    private double mean(int third) {
        return samples[third] == 0 ? 0 : sum[third] / samples[third];
    }
}
