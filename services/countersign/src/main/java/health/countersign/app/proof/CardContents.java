package health.countersign.app.proof;

import health.countersign.app.client.Api;
import health.countersign.app.client.RefusedException;
import health.countersign.app.client.Reply;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Citation;
import health.countersign.domain.LeafField;
import health.countersign.domain.MalformedException;
import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contents of a card's changes, leaf by leaf, as one organization's service opens them. Waits for each answer. */
public final class CardContents {
    private static final String ALL_FIELDS =
            Stream.of(LeafField.values()).map(LeafField::wire).collect(Collectors.joining(","));

    private final Api api;

    public CardContents(Api api) {
        this.api = api;
    }

    /**
     * What an organization opens of a card.
     *
     * @param contents of the changes that it may read, in the ledger's order
     * @param closed changes without, because it does not read their section
     */
    public record Opened(List<OpenedContent> contents, long closed) {
        public Opened {
            contents = List.copyOf(contents);
        }
    }

    /**
     * Every leaf of every committed change of a card that the organization may read.
     *
     * @throws RefusedException if the service does not open them
     * @throws MalformedException if its answers are others than it was asked for
     */
    public Opened open(CardId card) {
        JsonArray changes = ask("/v1/cards/%s/history".formatted(card)).json().getJsonArray("changes", new JsonArray());
        List<OpenedContent> contents = new ArrayList<>();
        for (Object each : changes) {
            JsonObject change = (JsonObject) each;
            int entries = change.getJsonArray("entries", new JsonArray()).size();
            if (entries > 0) {
                contents.add(open(card, new ChangeId(change.getString("change")), entries));
            }
        }
        return new Opened(contents, changes.size() - contents.size());
    }

    private OpenedContent open(CardId card, ChangeId change, int entries) {
        List<OpenedContent.Leaf> leaves = new ArrayList<>();
        for (int entry = 0; entry < entries; entry++) {
            Citation citation = citation(ask(
                    "/v1/cards/%s/changes/%s/citation?entry=%d&fields=%s".formatted(card, change, entry, ALL_FIELDS)));
            citation.opened().forEach(leaf -> leaves.add(new OpenedContent.Leaf(leaf.random(), leaf.value())));
            if (!citation.change().equals(change) || citation.leaves() != entries * Citation.LEAVES_PER_ENTRY) {
                throw new MalformedException("/opened", "the service opened other leaves than it was asked for");
            }
        }
        return new OpenedContent(change, leaves);
    }

    private static Citation citation(Reply reply) {
        try {
            return Citation.of(StrictJson.read(reply.body().getBytes(), JsonLimits.ofBytes(1 << 26)));
        } catch (MalformedJsonException | IllegalArgumentException other) {
            throw new MalformedException("", "the service's answer is no citation");
        }
    }

    private Reply ask(String path) {
        Reply reply = api.get(path).await();
        if (!reply.isDone()) {
            throw new RefusedException(reply);
        }
        return reply;
    }
}
