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
     * A committed change of a card.
     *
     * @param entries that the organization may read, of a section that is closed to it none
     */
    public record Change(ChangeId id, int entries) {}

    /**
     * The card's committed changes, in the ledger's order.
     *
     * @throws RefusedException if the service does not show them
     */
    public List<Change> changes(CardId card) {
        List<Change> changes = new ArrayList<>();
        for (Object each :
                ask("/v1/cards/%s/history".formatted(card)).json().getJsonArray("changes", new JsonArray())) {
            JsonObject change = (JsonObject) each;
            int entries = change.getJsonArray("entries", new JsonArray()).size();
            changes.add(new Change(new ChangeId(change.getString("change")), entries));
        }
        return changes;
    }

    /**
     * Every leaf of a change that the organization may read.
     *
     * @throws RefusedException if the service does not open them
     * @throws MalformedException if its answer opens others
     */
    public OpenedContent open(CardId card, Change change) {
        List<OpenedContent.Leaf> leaves = new ArrayList<>();
        for (int entry = 0; entry < change.entries(); entry++) {
            Citation citation = citation(ask("/v1/cards/%s/changes/%s/citation?entry=%d&fields=%s"
                    .formatted(card, change.id(), entry, ALL_FIELDS)));
            citation.opened().forEach(leaf -> leaves.add(new OpenedContent.Leaf(leaf.random(), leaf.value())));
            if (!citation.change().equals(change.id()) || leaves.size() > citation.leaves()) {
                throw new MalformedException("/opened", "the service opened other leaves than it was asked for");
            }
        }
        return new OpenedContent(change.id(), leaves);
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
