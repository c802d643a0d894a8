package health.countersign.domain;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who writes and who reads a section, by role, and who must approve its changes. */
public record SectionTerms(Set<Role> writers, Set<Role> readers, EndorsementPolicy policy) {
    public SectionTerms {
        writers = Set.copyOf(writers);
        readers = Set.copyOf(readers);
        if (!readers.containsAll(writers)) {
            throw new IllegalArgumentException("whoever writes a section reads it");
        }
    }

    Map<String, Object> tree() {
        return Trees.object(
                "writers", Trees.list(new TreeSet<>(writers), Role::value),
                "readers", Trees.list(new TreeSet<>(readers), Role::value),
                "policy", policy.text());
    }

    static SectionTerms of(Object tree) {
        Fields fields = Fields.of(tree);
        SectionTerms terms = new SectionTerms(
                Set.copyOf(fields.list("writers", item -> new Role((String) item))),
                Set.copyOf(fields.list("readers", item -> new Role((String) item))),
                fields.value("policy", PolicyText::parse));
        fields.end();
        return terms;
    }
}
