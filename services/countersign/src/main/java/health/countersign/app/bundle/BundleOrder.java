package health.countersign.app.bundle;

import health.countersign.app.bundle.Left.Reason;
import health.countersign.member.review.SectionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Plans how the entries of bundles are sent: one card per patient, in the order of time and of their references. */
public final class BundleOrder {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private final Owners owners;

    public BundleOrder(Owners owners) {
        this.owners = owners;
    }

    /** The plan; every entry is in a step or among what is left, those that two patients share in a step of each. */
    public BundlePlan plan(List<BundleEntry> entries) {
        List<Left> left = new ArrayList<>();
        List<BundleEntry> usable = new ArrayList<>();
        for (BundleEntry entry : entries) {
            if (entry.type().isEmpty() || !ID.matcher(entry.id()).matches()) {
                left.add(left(entry, Reason.MALFORMED));
            } else if (!SectionTable.r4().supports(entry.type())) {
                left.add(left(entry, Reason.UNSUPPORTED_TYPE));
            } else {
                usable.add(entry);
            }
        }
        PatientGroups groups = PatientGroups.of(usable);
        groups.nobodys().forEach(entry -> left.add(left(entry, Reason.NO_PATIENT)));
        List<CardPlan> cards = new ArrayList<>();
        for (Map.Entry<String, List<BundleEntry>> group : groups.byPatient().entrySet()) {
            CardGraph graph = CardGraph.of(group.getValue());
            left.addAll(graph.left());
            if (graph.entries().stream().noneMatch(entry -> entry.type().equals("Patient"))) {
                graph.entries().forEach(entry -> left.add(left(entry, Reason.NO_PATIENT)));
                continue;
            }
            cards.add(new CardPlan(group.getKey(), new CardOrder(graph, owners).steps()));
        }
        return BundlePlan.of(cards, left);
    }

    static Left left(BundleEntry entry, Reason reason) {
        return new Left(entry.file(), entry.position(), entry.type(), reason);
    }
}
