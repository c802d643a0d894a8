package health.countersign.member.review;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON pointers (RFC 6901) that may travel in clear: short, and made of plain field names and positions. */
final class Pointers {
    private static final Pattern PRESENTABLE = Pattern.compile("(/[A-Za-z0-9_~-]{0,64}){0,16}(?=/|$)");

    private Pointers() {}

    /** The longest beginning of a pointer that a finding can carry. */
    static String presentable(String pointer) {
        Matcher matcher = PRESENTABLE.matcher(pointer);
        return matcher.lookingAt() ? matcher.group() : "";
    }
}
