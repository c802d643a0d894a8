package health.countersign.app.bundle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What to send of a set of bundles, and what not; together, every entry that was read. */
public record BundlePlan(List<CardPlan> cards, List<Left> left) {
    /** How many entries are to be sent. */
    public int entries() {
        return cards.stream().mapToInt(CardPlan::entries).sum();
    }

    /** What is left out by reason and type, such as {@code its type is not supported: Basic}, with its number. */
    public Map<String, Long> leftByReason() {
        return left.stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.reason().text() + ": " + entry.type(), TreeMap::new, Collectors.counting()));
    }
}
