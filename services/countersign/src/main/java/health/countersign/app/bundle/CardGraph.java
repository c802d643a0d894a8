package health.countersign.app.bundle;

import health.countersign.app.bundle.Left.Reason;
import health.countersign.domain.Section;
import health.countersign.member.review.FhirReference;
import health.countersign.member.review.FoundReference;
import health.countersign.member.review.ReferenceRules;
import health.countersign.member.review.SectionTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One patient's entries that can be sent, and what each needs; those that cannot be sent with their reasons.
 *
 * @param entries what can be sent, in the order of the files
 * @param needs for each entry, by its place, the places of those that must come before it or with it
 * @param together which entries go into one change
 */
record CardGraph(List<BundleEntry> entries, List<Set<Integer>> needs, List<List<Integer>> together, List<Left> left) {

    static CardGraph of(List<BundleEntry> entries) {
        Map<Integer, Reason> bad = repeated(entries);
        List<Set<Integer>> needs = needs(entries, bad);
        for (List<Integer> circle : Circles.of(needs)) {
            if (sections(circle, entries).size() > 1) {
                circle.forEach(place -> bad.putIfAbsent(place, Reason.CIRCLE));
            }
        }
        propagate(needs, bad);
        List<Left> left = bad.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> BundleOrder.left(entries.get(entry.getKey()), entry.getValue()))
                .toList();
        return without(bad.keySet(), entries, needs, left);
    }

    private static CardGraph without(
            Set<Integer> bad, List<BundleEntry> entries, List<Set<Integer>> needs, List<Left> left) {
        List<Integer> kept = new ArrayList<>();
        Map<Integer, Integer> moved = new HashMap<>();
        for (int place = 0; place < entries.size(); place++) {
            if (!bad.contains(place)) {
                moved.put(place, kept.size());
                kept.add(place);
            }
        }
        List<Set<Integer>> keptNeeds = kept.stream()
                .map(place -> needs.get(place).stream()
                        .map(moved::get)
                        .collect(Collectors.<Integer, Set<Integer>>toCollection(TreeSet::new)))
                .toList();
        return new CardGraph(kept.stream().map(entries::get).toList(), keptNeeds, Circles.of(keptNeeds), left);
    }

    /** The place of the entry that a reference means: its first version, which comes before all others. */
    Optional<Integer> place(FhirReference reference) {
        for (int place = 0; place < entries.size(); place++) {
            BundleEntry entry = entries.get(place);
            if (reference.means(entry.type(), entry.id())) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    static Section section(BundleEntry entry) {
        return SectionTable.r4().sectionOf(entry.type());
    }

    private static Set<Section> sections(List<Integer> places, List<BundleEntry> entries) {
        return places.stream().map(place -> section(entries.get(place))).collect(Collectors.toSet());
    }

    /** Entries that say nothing new: directories come in many bundles. */
    private static Map<Integer, Reason> repeated(List<BundleEntry> entries) {
        Map<Integer, Reason> repeated = new HashMap<>();
        Map<String, BundleEntry> latest = new HashMap<>();
        for (int place = 0; place < entries.size(); place++) {
            BundleEntry entry = entries.get(place);
            BundleEntry earlier = latest.put(entry.name(), entry);
            if (earlier != null && earlier.resource().equals(entry.resource())) {
                repeated.put(place, Reason.REPEATED);
            }
        }
        return repeated;
    }

    private static List<Set<Integer>> needs(List<BundleEntry> entries, Map<Integer, Reason> bad) {
        Map<String, List<Integer>> byId = new HashMap<>();
        Map<String, Integer> latest = new HashMap<>();
        List<Set<Integer>> needs = new ArrayList<>();
        for (int place = 0; place < entries.size(); place++) {
            byId.computeIfAbsent(entries.get(place).id(), id -> new ArrayList<>())
                    .add(place);
        }
        for (int place = 0; place < entries.size(); place++) {
            BundleEntry entry = entries.get(place);
            Set<Integer> targets = new LinkedHashSet<>();
            boolean repeats = bad.get(place) == Reason.REPEATED;
            Optional<Integer> earlier =
                    Optional.ofNullable(repeats ? latest.get(entry.name()) : latest.put(entry.name(), place));
            earlier.ifPresent(targets::add);
            for (FhirReference reference : local(entry)) {
                Optional<Integer> target = target(reference, byId, entries);
                if (target.isPresent()) {
                    targets.add(target.get());
                } else if (!ReferenceRules.mayBeElsewhere(reference)) {
                    bad.put(place, Reason.DANGLING);
                }
            }
            targets.remove(place);
            needs.add(targets);
        }
        return needs;
    }

    private static List<FhirReference> local(BundleEntry entry) {
        return FoundReference.in(entry.resource())
                .map(FoundReference::reference)
                .filter(reference -> reference.isLocal() && !reference.means(entry.type(), entry.id()))
                .distinct()
                .toList();
    }

    private static Optional<Integer> target(
            FhirReference reference, Map<String, List<Integer>> byId, List<BundleEntry> entries) {
        return byId.getOrDefault(reference.id(), List.of()).stream()
                .filter(place -> reference.means(
                        entries.get(place).type(), entries.get(place).id()))
                .findFirst();
    }

    /** What needs something that is left out is left out too. */
    private static void propagate(List<Set<Integer>> needs, Map<Integer, Reason> bad) {
        boolean changed = !bad.isEmpty();
        while (changed) {
            changed = false;
            for (int place = 0; place < needs.size(); place++) {
                if (!bad.containsKey(place) && needs.get(place).stream().anyMatch(bad::containsKey)) {
                    bad.put(place, Reason.NEEDS_LEFT);
                    changed = true;
                }
            }
        }
    }
}
