package health.countersign.app.bundle;

import health.countersign.app.bundle.Left.Reason;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What to send of a set of bundles, and what not; together, every entry that was read. */
public record BundlePlan(List<CardPlan> cards, List<Left> left) {
    private static final Set<Reason> OUTSIDE =
            EnumSet.of(Reason.UNSUPPORTED_TYPE, Reason.MALFORMED, Reason.NO_PATIENT, Reason.REPEATED);

    /** A plan in which an entry that one card takes and another does not counts as sent, and nothing is left twice. */
    static BundlePlan of(List<CardPlan> cards, List<Left> left) {
        Map<Place, Left> rest = new LinkedHashMap<>();
        left.forEach(entry -> rest.putIfAbsent(new Place(entry.file(), entry.position()), entry));
        rest.keySet().removeAll(places(cards));
        return new BundlePlan(cards, List.copyOf(rest.values()));
    }

    private static Set<Place> places(List<CardPlan> cards) {
        return cards.stream()
                .flatMap(card -> card.steps().stream())
                .flatMap(step -> step.entries().stream())
                .map(entry -> new Place(entry.file(), entry.position()))
                .collect(Collectors.toSet());
    }

    private record Place(String file, int position) {}

    /** How many entries the steps hold; one that several patients share counts for each. */
    public int entries() {
        return cards.stream().mapToInt(CardPlan::entries).sum();
    }

    /** How many of the entries read are in a step. */
    public int sent() {
        return places(cards).size();
    }

    /** How many of the entries read are about a patient and of a type that is supported: what could be sent. */
    public int supported() {
        return sent()
                + (int) left.stream()
                        .filter(entry -> !OUTSIDE.contains(entry.reason()))
                        .count();
    }

    /** What is left out by reason and type, such as {@code its type is not supported: Basic}, with its number. */
    public Map<String, Long> leftByReason() {
        return left.stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.reason().text() + ": " + entry.type(), TreeMap::new, Collectors.counting()));
    }
}
