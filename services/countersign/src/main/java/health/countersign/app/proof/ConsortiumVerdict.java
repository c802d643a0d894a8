package health.countersign.app.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose pack it is.
 *
 * @param name of the consortium and its version; empty where the file cannot be read
 * @param compared whether it is known to be the one that the caller trusts
 */
public record ConsortiumVerdict(String name, boolean compared, Optional<Flaw> flaw) {
    /** Why nothing in the pack is judged. */
    public enum Flaw {
        CONSORTIUM("the consortium file is malformed, or not every member signed it"),
        FOREIGN("the pack's consortium is not the one that you trust");

        private final String sentence;

        Flaw(String sentence) {
            this.sentence = sentence;
        }

        private String code() {
            return this == CONSORTIUM ? "consortium" : "foreign";
        }
    }

    static ConsortiumVerdict of(Flaw flaw) {
        return new ConsortiumVerdict("", false, Optional.of(flaw));
    }

    public boolean stands() {
        return flaw.isEmpty();
    }

    /** As a person reads it. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (flaw.isPresent()) {
            lines.add("consortium: DOES NOT STAND");
            lines.add("  %s, %s".formatted(flaw.get().code(), flaw.get().sentence));
        } else if (compared) {
            lines.add("consortium %s: the one that you trust".formatted(name));
        } else {
            lines.add("consortium %s: the pack's own, compare it with one that you trust".formatted(name));
        }
        return lines;
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", name);
        tree.put("compared", compared);
        tree.put("flaw", flaw.map(Flaw::code).orElse(null));
        return tree;
    }
}
