package health.countersign.domain;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a rule found: a code of the public catalogue and a JSON pointer (RFC 6901) into the content, empty for the
 * change
 * as a whole. Codes and pointers travel in clear, sentences and values never do.
 */
public record Finding(String code, String pointer) {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{1,62}");
    private static final Pattern POINTER = Pattern.compile("(/[A-Za-z0-9_~-]{0,64}){0,16}");

    public Finding {
        if (!CODE.matcher(code).matches() || !POINTER.matcher(pointer).matches()) {
            throw new IllegalArgumentException("a finding is a code and a JSON pointer");
        }
    }

    public static Finding of(String code) {
        return new Finding(code, "");
    }

    List<Object> tree() {
        return List.of(code, pointer);
    }

    static Finding of(Object tree) {
        List<?> pair = Trees.tuple(tree, 2);
        return new Finding((String) pair.get(0), (String) pair.get(1));
    }
}
