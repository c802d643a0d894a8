package health.countersign.validator.lane;

import health.countersign.domain.ChangeId;
import health.countersign.domain.Fields;
import health.countersign.domain.Header;
import health.countersign.domain.Proposal;
import health.countersign.domain.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known of each change: open, ended, or only answered so far. */
final class Changes {
    private static final String PROPOSAL = "proposal|";
    private static final String PROGRESS = "progress|";
    private static final String ENDED = "ended|";
    private static final String EARLY = "early|";
    private static final int MOST_DECODED = 4_096;

    private final Table table;
    private final Map<ChangeId, OpenChange> decoded = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ChangeId, OpenChange> eldest) {
            return size() > MOST_DECODED;
        }
    };

    Changes(Table table) {
        this.table = table;
    }

    Optional<OpenChange> open(ChangeId id) {
        OpenChange change = decoded.get(id);
        if (change == null) {
            change = table.get(PROGRESS + id)
                    .map(progress -> read(proposal(id).orElseThrow(), progress))
                    .orElse(null);
            if (change != null) {
                decoded.put(id, change);
            }
        }
        return Optional.ofNullable(change);
    }

    /** The header of an open change, or of one that ended without being committed. */
    Optional<Proposal> proposal(ChangeId id) {
        return table.get(PROPOSAL + id).map(tree -> {
            Fields fields = Fields.of(tree);
            return new Proposal(id, fields.object("header", Header::of), fields.value("signature", Signature::new));
        });
    }

    void add(OpenChange change) {
        Proposal proposal = change.proposal();
        table.put(
                PROPOSAL + change.id(),
                Map.of(
                        "header",
                        proposal.header().tree(),
                        "signature",
                        proposal.signature().base64()));
        save(change);
    }

    void save(OpenChange change) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("answers", change.answers().stream().map(Heard::tree).toList());
        tree.put("endorsed", change.endorsed().orElse(-1));
        table.put(PROGRESS + change.id(), tree);
        decoded.put(change.id(), change);
    }

    /** The header of what was rejected or expired is kept: the ledger may yet say otherwise. */
    void end(ChangeId id, Ending ending) {
        decoded.remove(id);
        table.remove(PROGRESS + id);
        if (ending.committed()) {
            table.remove(PROPOSAL + id);
        }
        table.put(ENDED + id, ending.tree());
    }

    Optional<Ending> ending(ChangeId id) {
        return table.get(ENDED + id).map(Ending::of);
    }

    /** Answers that came before their proposal. */
    List<Heard> early(ChangeId id) {
        return table.get(EARLY + id).map(Changes::heard).orElse(List.of());
    }

    void addEarly(Heard heard) {
        List<Heard> all = new ArrayList<>(early(heard.answer().change()));
        all.add(heard);
        table.put(EARLY + heard.answer().change(), all.stream().map(Heard::tree).toList());
    }

    List<Heard> takeEarly(ChangeId id) {
        List<Heard> early = early(id);
        if (!early.isEmpty()) {
            table.remove(EARLY + id);
        }
        return early;
    }

    private static OpenChange read(Proposal proposal, Object progress) {
        Fields fields = Fields.of(progress);
        long endorsed = fields.integer("endorsed");
        return new OpenChange(
                proposal,
                fields.list("answers", Heard::of),
                endorsed < 0 ? OptionalLong.empty() : OptionalLong.of(endorsed));
    }

    private static List<Heard> heard(Object tree) {
        return ((List<?>) tree).stream().map(Heard::of).toList();
    }
}
