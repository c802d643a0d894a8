package health.countersign.app.bundle;

import health.countersign.app.bundle.Step.Cited;
import health.countersign.domain.Section;
import health.countersign.member.review.CareCitations;
import health.countersign.member.review.EntryIndex;
import health.countersign.member.review.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/** The steps of one card: what opens it, then the earliest of what has all that it needs. */
final class CardOrder {
    /** A change that needs more than this many others waits until they are committed; a header holds 256. */
    private static final int MANY = 64;

    private static final String PATIENT = "Patient";

    private final CardGraph graph;
    private final Owners owners;
    private final Map<Integer, Integer> stepOf = new HashMap<>();
    private final Map<Section, Integer> startOf = new EnumMap<>(Section.class);
    private final Map<String, Integer> visits = new HashMap<>();

    CardOrder(CardGraph graph, Owners owners) {
        this.graph = graph;
        this.owners = owners;
    }

    List<Step> steps() {
        numberVisits();
        List<Step> steps = new ArrayList<>();
        for (List<Integer> group : ordered(groups())) {
            steps.add(step(steps.size(), group));
        }
        return steps;
    }

    /** The entries that go together; with the Patient goes what it refers to, because nothing can come before it. */
    private List<List<Integer>> groups() {
        Set<Integer> opening = new TreeSet<>();
        for (int place = 0; place < graph.entries().size() && opening.isEmpty(); place++) {
            if (graph.entries().get(place).type().equals(PATIENT)) {
                collect(place, opening);
            }
        }
        List<List<Integer>> groups = new ArrayList<>();
        if (!opening.isEmpty()) {
            groups.add(List.copyOf(opening));
        }
        graph.together().stream()
                .filter(group -> !opening.contains(group.get(0)))
                .forEach(groups::add);
        return groups;
    }

    private void collect(int place, Set<Integer> opening) {
        if (CardGraph.section(graph.entries().get(place)) == Section.IDENTITY && opening.add(place)) {
            graph.needs().get(place).forEach(need -> collect(need, opening));
        }
    }

    /** Kahn's algorithm; of all that could come next, the earliest in time, then in the files, comes next. */
    private List<List<Integer>> ordered(List<List<Integer>> groups) {
        Map<Integer, Integer> groupOf = new HashMap<>();
        for (int group = 0; group < groups.size(); group++) {
            for (int place : groups.get(group)) {
                groupOf.put(place, group);
            }
        }
        Map<Integer, Set<Integer>> waiting = new HashMap<>();
        Map<Integer, Set<Integer>> awaited = new HashMap<>();
        for (int group = 0; group < groups.size(); group++) {
            Set<Integer> needs = needs(group, groups, groupOf);
            waiting.put(group, needs);
            for (int need : needs) {
                awaited.computeIfAbsent(need, key -> new HashSet<>()).add(group);
            }
        }
        PriorityQueue<Integer> ready =
                new PriorityQueue<>(Comparator.comparing((Integer group) -> began(groups.get(group)))
                        .thenComparing(group -> groups.get(group).get(0)));
        waiting.forEach((group, needs) -> {
            if (needs.isEmpty()) {
                ready.add(group);
            }
        });
        List<List<Integer>> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            int group = ready.remove();
            order.add(groups.get(group));
            for (int next : awaited.getOrDefault(group, Set.of())) {
                if (waiting.get(next).remove(group) && waiting.get(next).isEmpty()) {
                    ready.add(next);
                }
            }
        }
        return order;
    }

    /** What must come before a group: what its entries need, and what opens the card. */
    private Set<Integer> needs(int group, List<List<Integer>> groups, Map<Integer, Integer> groupOf) {
        Set<Integer> needs = new HashSet<>();
        if (group != 0) {
            needs.add(0);
            for (int place : groups.get(group)) {
                graph.needs().get(place).forEach(need -> needs.add(groupOf.get(need)));
            }
        }
        needs.remove(group);
        return needs;
    }

    private Step step(int number, List<Integer> group) {
        List<BundleEntry> entries =
                group.stream().map(place -> graph.entries().get(place)).toList();
        Section section = CardGraph.section(entries.get(0));
        group.forEach(place -> stepOf.put(place, number));
        NavigableSet<Integer> after = new TreeSet<>();
        group.forEach(
                place -> graph.needs().get(place).stream().map(stepOf::get).forEach(after::add));
        after.add(0);
        after.remove(number);
        Optional.ofNullable(startOf.putIfAbsent(section, number)).ifPresent(after::add);
        return new Step(
                number,
                section,
                owners.of(section, visit(entries.get(0))),
                entries,
                after,
                citations(entries),
                after.size() > MANY);
    }

    private List<Cited> citations(List<BundleEntry> entries) {
        return entries.stream()
                .flatMap(entry -> CareCitations.neededBy(entry.resource()))
                .flatMap(found -> graph.place(found.reference()).stream())
                .filter(place -> CardGraph.section(graph.entries().get(place)) == Section.MEDICAL)
                .map(place ->
                        new Cited(stepOf.get(place), graph.entries().get(place).name()))
                .distinct()
                .toList();
    }

    private Instant began(List<Integer> group) {
        return group.stream()
                .map(place -> graph.entries().get(place))
                .map(CardOrder::began)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** When an entry began; what has no date comes as soon as it can. */
    private static Instant began(BundleEntry entry) {
        return Span.beginningOfIndex(entry.index().period()).map(Span::earliest).orElse(Instant.MIN);
    }

    /** Numbers the visits in the order of time, so that they go through different organizations in turn. */
    private void numberVisits() {
        graph.entries().stream()
                .filter(entry -> entry.type().equals("Encounter"))
                .sorted(Comparator.comparing(CardOrder::began))
                .forEach(entry -> visits.putIfAbsent(entry.name(), visits.size()));
    }

    private int visit(BundleEntry entry) {
        EntryIndex index = entry.index();
        String name = index.type().equals("Encounter") ? entry.name() : index.encounter();
        return visits.getOrDefault(name, 0);
    }
}
