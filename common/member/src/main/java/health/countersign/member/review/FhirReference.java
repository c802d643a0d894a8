package health.countersign.member.review;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a FHIR reference (R4, 2.3.0.1), sorted by what it can mean on a card.
 *
 * @param type what the reference says its target is, if it says so
 * @param id the target's id; empty for conditional references
 */
public record FhirReference(Kind kind, Optional<String> type, String id) {
    /** How a reference names its target. */
    public enum Kind {
        /** Within the card, by id: {@code urn:uuid:…} or {@code Type/id}. */
        LOCAL,
        /** Within the resource, by id: {@code #…}. */
        FRAGMENT,
        /** A search that some server would answer: {@code Practitioner?identifier=…}. */
        CONDITIONAL,
        /** Another server's resource. */
        EXTERNAL
    }

    private static final String UUID = "urn:uuid:";
    private static final Pattern RELATIVE =
            Pattern.compile("([A-Z][A-Za-z]{1,63})/([A-Za-z0-9.-]{1,64})(/_history/[A-Za-z0-9.-]{1,64})?");
    private static final Pattern SEARCH = Pattern.compile("([A-Z][A-Za-z]{1,63})\\?.*", Pattern.DOTALL);
    private static final Pattern ABSOLUTE =
            Pattern.compile("https?://.*?([A-Z][A-Za-z]{1,63})/[A-Za-z0-9.-]{1,64}(/_history/[A-Za-z0-9.-]{1,64})?");

    /** Sorts the text of a reference; what is no known form is EXTERNAL without a type. */
    public static FhirReference of(String text) {
        if (text.startsWith(UUID)) {
            return new FhirReference(Kind.LOCAL, Optional.empty(), text.substring(UUID.length()));
        }
        if (text.startsWith("#")) {
            return new FhirReference(Kind.FRAGMENT, Optional.empty(), text.substring(1));
        }
        Matcher relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            return new FhirReference(Kind.LOCAL, Optional.of(relative.group(1)), relative.group(2));
        }
        Matcher search = SEARCH.matcher(text);
        if (search.matches()) {
            return new FhirReference(Kind.CONDITIONAL, Optional.of(search.group(1)), "");
        }
        Matcher absolute = ABSOLUTE.matcher(text);
        return new FhirReference(
                Kind.EXTERNAL, absolute.matches() ? Optional.of(absolute.group(1)) : Optional.empty(), text);
    }

    public boolean isLocal() {
        return kind == Kind.LOCAL;
    }

    /** Whether this reference means the entry of this type and id on the same card. */
    public boolean means(String entryType, String entryId) {
        return isLocal() && id.equals(entryId) && type.map(entryType::equals).orElse(true);
    }
}
