package health.countersign.domain;

import java.util.List;

/** Lists of findings as they travel: {@code [[code, pointer]…]}. */
final class Findings {
    private Findings() {}

    static List<Finding> of(Object tree) {
        return ((List<?>) tree).stream().map(Finding::of).toList();
    }
}
