package health.countersign.app.proof;

import health.countersign.app.verify.LaneReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The verdict on all that a pack holds.
 *
 * @param ledger nothing if the consortium agreed on no chain: then nobody says that a ledger's nodes committed anything
 */
public record PackReport(
        ConsortiumVerdict consortium, Optional<ChainVerdict> ledger, List<LaneReport> lanes, List<CardVerdict> cards) {
    public PackReport {
        lanes = List.copyOf(lanes);
        cards = List.copyOf(cards);
    }

    public boolean stands() {
        return consortium.stands()
                && lanes.stream().allMatch(LaneReport::stands)
                && cards.stream().allMatch(CardVerdict::stands);
    }

    /** As a person reads it; the independent verifier says the same, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(consortium.lines());
        ledger.ifPresent(known -> lines.add(known.line()));
        lanes.forEach(lane -> lines.addAll(lane.lines()));
        cards.forEach(card -> lines.addAll(card.lines()));
        lines.add(stands() ? "verified" : "NOT VERIFIED");
        return lines;
    }

    /** As it is printed for programs. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("stands", stands());
        tree.put("consortium", consortium.tree());
        tree.put("ledger", ledger.map(ChainVerdict::tree).orElse(null));
        tree.put("lanes", lanes.stream().<Object>map(LaneReport::tree).toList());
        tree.put("cards", cards.stream().<Object>map(CardVerdict::tree).toList());
        return tree;
    }
}
