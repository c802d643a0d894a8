package health.countersign.faults.load;

import health.countersign.app.client.ChangeStream;
import health.countersign.app.client.StreamEvent;
import health.countersign.domain.OrganizationId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Who follows all that an organization may see, goes on at another service after a break, and notes. */
public final class Subscriber implements AutoCloseable, ChangeStream.Listener {
    private final OrganizationId organization;
    private final List<Note> notes = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();
    private ChangeStream stream;

    private Subscriber(OrganizationId organization) {
        this.organization = organization;
    }

    /**
     * What was seen.
     *
     * @param what an event's step, or {@code gap}, {@code broken} or {@code turned-away}
     */
    public record Note(String what, String change, String card) {}

    /** Begins to follow what comes from now on. */
    public static Subscriber follow(
            Vertx vertx, OrganizationId organization, List<URI> notifications, Supplier<String> token) {
        Subscriber subscriber = new Subscriber(organization);
        subscriber.stream = ChangeStream.follow(
                        vertx, notifications, token, new JsonObject(), ChangeStream.NOW, subscriber)
                .await();
        return subscriber;
    }

    public OrganizationId organization() {
        return organization;
    }

    @Override
    public synchronized void event(StreamEvent event) {
        notes.add(new Note(event.step(), event.change(), event.card()));
        if (event.isLast()) {
            ended.add(event.change());
        }
    }

    @Override
    public synchronized void gap(JsonObject missing) {
        notes.add(new Note("gap", "", ""));
    }

    @Override
    public synchronized void broken(String why, boolean forGood) {
        notes.add(new Note(forGood ? "turned-away" : "broken", "", ""));
    }

    /** Whether the end of each of these changes was told. */
    public synchronized boolean saw(Set<String> changes) {
        return ended.containsAll(changes);
    }

    public synchronized List<Note> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        stream.close();
    }
}
