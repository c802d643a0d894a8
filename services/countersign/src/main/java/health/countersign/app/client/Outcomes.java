package health.countersign.app.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the stream told of each change; an outcome may come before anybody asks for it. Safe for several threads. */
public final class Outcomes implements ChangeStream.Listener {
    private final Map<String, Promise<Outcome>> outcomes = new HashMap<>();
    private final Map<String, List<StreamEvent>> refusals = new HashMap<>();
    private final List<String> troubles = new ArrayList<>();

    /**
     * How the story of a change ended.
     *
     * @param code why, if it was not committed
     * @param nanoTime when the stream said so, by {@link System#nanoTime}
     */
    public record Outcome(String step, String code, StreamEvent event, long nanoTime) {
        public boolean isCommitted() {
            return step.equals("committed");
        }
    }

    @Override
    public void event(StreamEvent event) {
        long now = System.nanoTime();
        if (event.step().equals("refused")) {
            synchronized (this) {
                refusals.computeIfAbsent(event.change(), change -> new ArrayList<>())
                        .add(event);
            }
        } else if (event.isLast()) {
            String code = event.data().getString("code", event.step());
            promise(event.change()).tryComplete(new Outcome(event.step(), code, event, now));
        }
    }

    @Override
    public synchronized void gap(JsonObject missing) {
        troubles.add("the stream has a gap: " + missing.encode());
    }

    @Override
    public synchronized void broken(String why, boolean forGood) {
        troubles.add("the stream broke: " + why);
    }

    /** What went wrong with the stream itself so far. */
    public synchronized List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** The outcome of a change, when it is known. */
    public Future<Outcome> of(String change) {
        return promise(change).future();
    }

    /** Codes of those who refused a change, as {@code organization: code}. */
    public synchronized List<String> refusals(String change) {
        return refusals.getOrDefault(change, List.of()).stream()
                .map(event -> event.data().getString("organization") + ": "
                        + codes(event.data().getJsonArray("reasons", new JsonArray())))
                .toList();
    }

    private static String codes(JsonArray reasons) {
        return String.join(
                ", ",
                reasons.stream()
                        .map(JsonObject.class::cast)
                        .map(reason -> reason.getString("code"))
                        .toList());
    }

    private synchronized Promise<Outcome> promise(String change) {
        return outcomes.computeIfAbsent(change, id -> Promise.promise());
    }
}
