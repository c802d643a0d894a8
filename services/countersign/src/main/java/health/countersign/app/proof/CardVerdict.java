package health.countersign.app.proof;

import health.countersign.domain.CardId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which contents of a card are those that its changes commit to.
 *
 * @param contents that are
 */
public record CardVerdict(CardId card, long contents, List<Flaw> flaws) {
    public CardVerdict {
        flaws = List.copyOf(flaws);
    }

    /**
     * A content that is not.
     *
     * @param line where it stands in the card's file, from 1
     * @param change whose it claims to be, empty where that cannot be read
     */
    public record Flaw(long line, Optional<String> change, String code, String sentence) {
        private String text() {
            return "content %d%s: %s, %s"
                    .formatted(line, change.map(" of change "::concat).orElse(""), code, sentence);
        }

        private Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("line", line);
            tree.put("change", change.orElse(null));
            tree.put("code", code);
            tree.put("sentence", sentence);
            return tree;
        }
    }

    public boolean stands() {
        return flaws.isEmpty();
    }

    /** As a person reads it: one line, and one for each flaw. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("card %s: %s, %,d contents".formatted(card, stands() ? "stands" : "DOES NOT STAND", contents));
        flaws.forEach(flaw -> lines.add("  " + flaw.text()));
        return lines;
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("card", card.value());
        tree.put("contents", contents);
        tree.put("stands", stands());
        tree.put("flaws", flaws.stream().<Object>map(Flaw::tree).toList());
        return tree;
    }
}
