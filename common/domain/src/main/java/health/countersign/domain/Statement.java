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
    TOUCH;

    private final byte[] prefix =
            ("countersign/" + name().toLowerCase(Locale.ROOT) + "/v1\0").getBytes(StandardCharsets.UTF_8);

    /** The bytes to sign or to hash for this tree. */
    public byte[] bytes(Object tree) {
        byte[] canonical = CanonicalJson.bytes(tree);
        byte[] bytes = new byte[prefix.length + canonical.length];
        System.arraycopy(prefix, 0, bytes, 0, prefix.length);
        System.arraycopy(canonical, 0, bytes, prefix.length, canonical.length);
        return bytes;
    }
}
