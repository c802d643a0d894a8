package health.countersign.domain;

import java.util.List;

/** Which version of which consortium document something was made under; versions count from 1. */
public record ConsortiumVersion(String id, long version) {
    public ConsortiumVersion {
        new OrganizationId(id);
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
    }

    List<Object> tree() {
        return List.of(id, version);
    }

    static ConsortiumVersion of(Object tree) {
        List<?> pair = Trees.tuple(tree, 2);
        return new ConsortiumVersion((String) pair.get(0), (Long) pair.get(1));
    }
}
