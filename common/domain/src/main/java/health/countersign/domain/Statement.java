package health.countersign.domain;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What kind of thing is signed or hashed. The bytes begin with the kind, so that a signature under one kind never
 * passes for another: {@code "countersign/<kind>/v1" 0x00 canon(statement)}.
 */
public enum Statement {
    CHANGE,
    PROPOSAL,
    APPROVAL,
    REFUSAL,
    OBJECTION,
    WRAP,
    CONSORTIUM,
    ANNEX,
    TOUCH,
    COMMITMENT;

    private final String prefix = "countersign/" + name().toLowerCase(Locale.ROOT) + "/v1\0";

    /** The bytes to sign or to hash for this tree. */
    public byte[] bytes(Object tree) {
        return (prefix + CanonicalJson.text(tree)).getBytes(StandardCharsets.UTF_8);
    }
}
