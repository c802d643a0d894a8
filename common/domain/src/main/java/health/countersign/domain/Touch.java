package health.countersign.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A key that a change touches, and the change that the author saw as its current one; empty for a new key. */
public record Touch(TouchKey key, Optional<ChangeId> base) {
    List<Object> tree() {
        return Arrays.asList(key.hex(), base.map(ChangeId::hex).orElse(null));
    }

    static Touch of(Object tree) {
        List<?> pair = Trees.tuple(tree, 2);
        return new Touch(
                new TouchKey((String) pair.get(0)),
                Optional.ofNullable((String) pair.get(1)).map(ChangeId::new));
    }
}
