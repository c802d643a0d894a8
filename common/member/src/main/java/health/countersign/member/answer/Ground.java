package health.countersign.member.answer;

import health.countersign.domain.Finding;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Grounds on which every organization refuses a change, whatever its own rules are. */
public enum Ground {
    CONSORTIUM_CHANGED("The change was made under another version of the consortium document."),
    POLICY_OTHER("The change names another policy than the one in force for its section."),
    AUTHOR_NOT_ENTITLED("The author may not write this section, or is no party of the card."),
    PARTIES_DIFFER("The change names other parties than the card was opened with."),
    CARD_NOT_OPEN("The card is not open, and the change does not open it."),
    CARD_ALREADY_OPEN("The card is already open."),
    SECTION_WITHOUT_KEYS("The section has no keys yet, and the change does not bring them."),
    DEADLINE_TOO_FAR("The deadline is more than 30 days ahead."),
    DEADLINE_PASSED("The deadline had passed when the log took the change."),
    UNKNOWN_REQUIREMENT("The change requires another that the log does not show before it."),
    REQUIREMENT_REJECTED("The change requires another that was rejected or expired."),
    STALE_BASE("The author did not see the current version of something that the change touches."),
    UNKNOWN_BASE("The change names a version that never was one of what it touches."),
    KEY_UNUSABLE("The keys of the section that the change brings cannot be used."),
    CONTENT_UNREADABLE("The content cannot be decrypted with the key that the change names, or is malformed."),
    COMMITMENT_DIFFERS("The content is not what the header commits to."),
    TOUCHES_DIFFER("The change does not touch exactly what its content names."),
    SECTION_OTHER("An entry belongs to another section."),
    TYPE_UNSUPPORTED("No section holds entries of this type."),
    CITATION_FALSE("A citation does not belong to the change that it cites."),
    CITATION_UNCONFIRMED("A citation shows a change that is not confirmed, nor required by this one."),
    REVIEW_FAILED("The change could not be judged; in doubt it is refused.");

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String sentence;

    Ground(String sentence) {
        this.sentence = sentence;
    }

    public String code() {
        return code;
    }

    public Finding finding() {
        return Finding.of(code);
    }

    public Finding at(String pointer) {
        return new Finding(code, pointer);
    }

    /** Code to sentence. */
    public static Map<String, String> catalogue() {
        Map<String, String> catalogue = new LinkedHashMap<>();
        for (Ground ground : values()) {
            catalogue.put(ground.code, ground.sentence);
        }
        return catalogue;
    }
}
