package health.countersign.app.verify;

import health.countersign.domain.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The verdict on all lanes.
 *
 * @param foreign ids of transactions in the same blocks that belong to no lane; anybody may write such
 */
public record LedgerReport(List<LaneReport> lanes, List<String> foreign) {
    public LedgerReport {
        lanes = List.copyOf(lanes);
        foreign = List.copyOf(foreign);
    }

    public boolean stands() {
        return lanes.stream().allMatch(LaneReport::stands);
    }

    /** What does not stand, of all lanes. */
    public List<LaneReport.Flaw> flaws() {
        return lanes.stream().flatMap(lane -> lane.flaws().stream()).toList();
    }

    public long transactions() {
        return lanes.stream().mapToLong(LaneReport::transactions).sum();
    }

    public long changes() {
        return lanes.stream().mapToLong(LaneReport::changes).sum();
    }

    /** As a person reads it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lanes.forEach(lane -> lines.addAll(lane.lines()));
        if (!foreign.isEmpty()) {
            lines.add("%,d transactions belong to no lane: anybody may write such, and nobody counts them"
                    .formatted(foreign.size()));
        }
        lines.add(stands() ? "verified" : "NOT VERIFIED");
        return lines;
    }

    /** As it is printed for programs. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("stands", stands());
        tree.put("lanes", lanes.stream().<Object>map(LaneReport::tree).toList());
        tree.put("foreign", List.<Object>copyOf(foreign));
        return tree;
    }

    /** Reads what {@link #tree} wrote. */
    public static LedgerReport of(Object tree) {
        Fields fields = Fields.of(tree);
        fields.bool("stands");
        LedgerReport report =
                new LedgerReport(fields.list("lanes", LedgerReport::lane), fields.list("foreign", String.class::cast));
        fields.end();
        return report;
    }

    private static LaneReport lane(Object tree) {
        Fields fields = Fields.of(tree);
        fields.bool("stands");
        LaneReport lane = new LaneReport(
                fields.index("lane", Integer.MAX_VALUE),
                fields.integer("transactions"),
                fields.integer("changes"),
                fields.list("flaws", LedgerReport::flaw));
        fields.end();
        return lane;
    }

    private static LaneReport.Flaw flaw(Object tree) {
        Fields fields = Fields.of(tree);
        LaneReport.Flaw flaw = new LaneReport.Flaw(
                fields.string("transaction"),
                fields.integer("seq"),
                fields.optional("change", text -> text),
                fields.string("code"),
                fields.string("sentence"));
        fields.end();
        return flaw;
    }
}
