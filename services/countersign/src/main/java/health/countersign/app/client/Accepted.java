package health.countersign.app.client;

/** A change that a service took: it is in the log, and will be decided. */
public record Accepted(String card, String change) {
    /** Reads a service's 202. */
    public static Accepted of(Reply reply) {
        return new Accepted(reply.json().getString("card"), reply.json().getString("change"));
    }
}
