package health.countersign.member.review;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON pointers (RFC 6901) that may travel in clear: short, and made of positions and of names as FHIR has them.
 * Another name is of the sender's own making and may say anything.
 */
final class Pointers {
    private static final Pattern PRESENTABLE = Pattern.compile("(/(_?[a-z][A-Za-z]{0,47}|\\d{1,6})(?=/|$)){0,16}");

    private Pointers() {}

    /** The longest beginning of a pointer that a finding can carry. */
    static String presentable(String pointer) {
        Matcher matcher = PRESENTABLE.matcher(pointer);
        return matcher.lookingAt() ? matcher.group() : "";
    }
}
