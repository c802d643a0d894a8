package health.countersign.validator.lane;

import health.countersign.domain.Fields;
import health.countersign.domain.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a change ended.
 *
 * @param answered whose answers were heard before the end
 * @param known whether its header is known, so that the versions of what it touches have moved
 */
record Ending(Kind kind, Set<OrganizationId> answered, boolean known) {
    /** The three ends. */
    enum Kind {
        COMMITTED,
        REJECTED,
        EXPIRED
    }

    Ending {
        answered = Set.copyOf(answered);
    }

    boolean committed() {
        return kind == Kind.COMMITTED;
    }

    Ending answeredBy(OrganizationId organization) {
        Set<OrganizationId> more = new TreeSet<>(answered);
        more.add(organization);
        return new Ending(kind, more, known);
    }

    Object tree() {
        List<String> organizations =
                new TreeSet<>(answered).stream().map(OrganizationId::value).toList();
        return Map.of("kind", kind.name(), "answered", organizations, "known", known);
    }

    static Ending of(Object tree) {
        Fields fields = Fields.of(tree);
        return new Ending(
                Kind.valueOf(fields.string("kind")),
                Set.copyOf(fields.list("answered", item -> new OrganizationId((String) item))),
                fields.bool("known"));
    }
}
