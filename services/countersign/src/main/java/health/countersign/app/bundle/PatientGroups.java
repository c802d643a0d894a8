package health.countersign.app.bundle;

import health.countersign.member.review.FoundReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which entries belong to which patient; an entry of no patient's own goes with those that refer to it. */
record PatientGroups(Map<String, List<BundleEntry>> byPatient, List<BundleEntry> nobodys) {
    private static final String PATIENT = "Patient";

    static PatientGroups of(List<BundleEntry> entries) {
        Map<String, Set<String>> patientsOfFile = new HashMap<>();
        Map<String, List<BundleEntry>> groups = new LinkedHashMap<>();
        for (BundleEntry entry : entries) {
            if (entry.type().equals(PATIENT)) {
                groups.putIfAbsent(entry.id(), new ArrayList<>());
                patientsOfFile
                        .computeIfAbsent(entry.file(), file -> new TreeSet<>())
                        .add(entry.id());
            }
        }
        List<Set<String>> owners = new ArrayList<>();
        for (BundleEntry entry : entries) {
            owners.add(owners(entry, groups.keySet(), patientsOfFile.getOrDefault(entry.file(), Set.of())));
        }
        spread(entries, owners);
        List<BundleEntry> nobodys = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            BundleEntry entry = entries.get(i);
            owners.get(i).forEach(patient -> groups.get(patient).add(entry));
            if (owners.get(i).isEmpty()) {
                nobodys.add(entry);
            }
        }
        return new PatientGroups(groups, nobodys);
    }

    /** Whom an entry itself says that it belongs to; the only patient of its file if it says nothing. */
    private static Set<String> owners(BundleEntry entry, Set<String> patients, Set<String> inFile) {
        String said = entry.index().patient();
        Set<String> owners = new LinkedHashSet<>();
        if (!said.isEmpty()) {
            String id = said.substring(PATIENT.length() + 1);
            if (patients.contains(id)) {
                owners.add(id);
            }
        } else if (inFile.size() == 1) {
            owners.addAll(inFile);
        }
        return owners;
    }

    /** Gives entries that nobody owns to all who refer to them, directly or through others that nobody owns. */
    private static void spread(List<BundleEntry> entries, List<Set<String>> owners) {
        Map<String, List<Integer>> unowned = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            BundleEntry entry = entries.get(i);
            if (owners.get(i).isEmpty() && entry.index().patient().isEmpty()) {
                unowned.computeIfAbsent(entry.id(), id -> new ArrayList<>()).add(i);
            }
        }
        Deque<Integer> from = new ArrayDeque<>();
        for (int i = 0; i < entries.size() && !unowned.isEmpty(); i++) {
            if (!owners.get(i).isEmpty()) {
                from.add(i);
            }
        }
        while (!from.isEmpty()) {
            int source = from.remove();
            FoundReference.in(entries.get(source).resource())
                    .flatMap(found -> unowned.getOrDefault(found.reference().id(), List.of()).stream()
                            .filter(i -> found.reference()
                                    .means(entries.get(i).type(), entries.get(i).id())))
                    .filter(target -> owners.get(target).addAll(owners.get(source)))
                    .forEach(from::add);
        }
    }
}
