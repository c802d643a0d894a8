package health.countersign.app.cluster;

/**
 * How often each program runs. The copies of a service share their organization's store; validators belong to
 * different organizations; notification services share the key of their cursors, so that a subscriber goes on at any.
 */
public record Copies(int services, int validators, int notifications) {
    public static final Copies ONE = new Copies(1, 1, 1);

    /** Any one of all processes may die, and nothing stands still. */
    public static final Copies TWO = new Copies(2, 2, 2);

    public Copies {
        if (services < 1 || validators < 1 || notifications < 1) {
            throw new IllegalArgumentException("each program must run once at least");
        }
    }
}
