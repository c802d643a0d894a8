package health.countersign.member.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Section;
import health.countersign.member.own.Self;
import health.countersign.member.store.Cards;
import health.countersign.member.store.Changes;
import health.countersign.member.store.CommittedChange;
import health.countersign.member.store.ContentState;
import health.countersign.member.store.Entries;
import health.countersign.member.store.Entries.Stored;
import health.countersign.member.store.ProposalState;
import health.countersign.member.store.Proposals;
import health.countersign.member.store.Session;
import health.countersign.member.store.StoredProposal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A card as this organization may see it, and its history: every version, who made it and who signed it. */
public final class CardReport {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Self self;
    private final ProposalReport proposals;

    public CardReport(Self self, ProposalReport proposals) {
        this.self = self;
        this.proposals = proposals;
    }

    /** The committed entries of the sections that this organization reads, each with its version and receipt. */
    public Optional<ObjectNode> card(Session session, CardId card) {
        Optional<Parties> parties = visible(session, card);
        if (parties.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode body = head(session, card, parties.get());
        Map<ChangeId, Optional<CommittedChange>> receipts = new HashMap<>();
        ObjectNode sections = body.putObject("sections");
        for (Section section : Section.values()) {
            ObjectNode node = sections.putObject(section.wire());
            node.put("readable", self.reads(section));
            node.putArray("entries");
        }
        for (Stored entry : new Entries(session).current(card)) {
            Optional<CommittedChange> change = receipts.computeIfAbsent(entry.change(), new Changes(session)::find);
            ObjectNode node = ((ArrayNode) sections.path(entry.section().wire()).path("entries")).addObject();
            node.put("type", entry.type());
            node.put("id", entry.id());
            node.put("version", entry.change().hex());
            change.ifPresent(
                    made -> node.put("author", made.evidence().header().author().value())
                            .set("receipt", ProposalReport.receipt(made.position())));
            node.putRawValue("resource", raw(entry));
        }
        return Optional.of(body);
    }

    /** Every change of the card in the order of the ledger, and what waits or was refused. */
    public Optional<ObjectNode> history(Session session, CardId card) {
        Optional<Parties> parties = visible(session, card);
        if (parties.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode body = head(session, card, parties.get());
        ArrayNode changes = body.putArray("changes");
        for (CommittedChange change : new Changes(session).ofCard(card)) {
            changes.add(change(session, change));
        }
        ArrayNode open = body.putArray("proposals");
        for (StoredProposal.Summary summary : new Proposals(session).ofCard(card)) {
            if (summary.state() != ProposalState.COMMITTED) {
                open.addObject()
                        .put("change", summary.change().hex())
                        .put("section", summary.section().wire())
                        .put("author", summary.author().value())
                        .put("state", summary.state().wire());
            }
        }
        return Optional.of(body);
    }

    /** The parties of a card of which this organization is one. */
    public Optional<Parties> visible(Session session, CardId card) {
        return new Cards(session).parties(card).filter(parties -> parties.include(self.id()));
    }

    private ObjectNode change(Session session, CommittedChange change) {
        ChangeId id = change.evidence().id();
        ObjectNode node = proposals.of(session, id).orElseThrow().body();
        ArrayNode sealedBy = node.putArray("sealedBy");
        new Changes(session).sealedBy(change.position().transaction()).forEach(sealedBy::add);
        ArrayNode entries = node.putArray("entries");
        for (Stored entry : new Entries(session).of(id)) {
            entries.addObject().put("type", entry.type()).put("id", entry.id()).putRawValue("resource", raw(entry));
        }
        return node;
    }

    private ObjectNode head(Session session, CardId card, Parties parties) {
        ObjectNode body = JSON.objectNode();
        body.put("card", card.value());
        body.put("organization", self.id().value());
        ArrayNode listed = body.putArray("parties");
        self.document().organizations().stream()
                .map(organization -> organization.id())
                .filter(parties::include)
                .map(OrganizationId::value)
                .forEach(listed::add);
        flags(session, card, body.putArray("flags"));
        return body;
    }

    private static void flags(Session session, CardId card, ArrayNode flags) {
        for (Changes.Fault fault : new Changes(session).faults(card)) {
            ObjectNode flag = flags.addObject().put("code", fault.code());
            fault.change().ifPresent(change -> flag.put("change", change.hex()));
            flag.put("transaction", fault.position().transaction());
        }
        for (ChangeId change : new Changes(session).unopened(card)) {
            flags.addObject()
                    .put("code", "content-" + contentOf(session, change).wire())
                    .put("change", change.hex());
        }
    }

    private static ContentState contentOf(Session session, ChangeId change) {
        return new Proposals(session).find(change).map(StoredProposal::content).orElse(ContentState.UNAVAILABLE);
    }

    private static RawValue raw(Stored entry) {
        return new RawValue(new String(entry.body().array(), StandardCharsets.UTF_8));
    }

    /** Open cards of which this organization is a party, after this one. */
    public List<CardId> page(Session session, Optional<CardId> after, int limit) {
        List<CardId> page = new ArrayList<>();
        Optional<CardId> last = after;
        List<CardId> next;
        do {
            next = new Cards(session).page(last, limit);
            next.stream()
                    .filter(card ->
                            page.size() < limit && visible(session, card).isPresent())
                    .forEach(page::add);
            last = next.isEmpty() ? last : Optional.of(next.get(next.size() - 1));
        } while (page.size() < limit && next.size() == limit);
        return page;
    }
}
