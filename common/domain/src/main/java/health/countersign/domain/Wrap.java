package health.countersign.domain;

import java.util.Locale;
import java.util.Map;

/**
 * A key of a card's section, encrypted to one reader and signed by whoever wrapped it.
 *
 * @param sealed HPKE (RFC 9180, X25519, HKDF-SHA256, AES-256-GCM): encapsulated key followed by ciphertext
 */
public record Wrap(
        ConsortiumVersion consortium,
        CardId card,
        Section section,
        Purpose purpose,
        KeyId key,
        OrganizationId reader,
        Bytes sealed,
        OrganizationId wrapper,
        Signature signature) {

    /** What the wrapped key is for. */
    public enum Purpose {
        /** Names of entries and facts become touch keys under it; it never changes. */
        INDEX,
        /** Content keys are derived from it. */
        SECTION;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Purpose of(String wire) {
            for (Purpose purpose : values()) {
                if (purpose.wire().equals(wire)) {
                    return purpose;
                }
            }
            throw new IllegalArgumentException("unknown purpose");
        }
    }

    /** What a wrapped key belongs to; bound to the encryption as HPKE's info. */
    public static Map<String, Object> context(
            ConsortiumVersion consortium,
            CardId card,
            Section section,
            Purpose purpose,
            KeyId key,
            OrganizationId reader) {
        return Trees.object(
                "consortium", consortium.id(),
                "card", card.value(),
                "section", section.wire(),
                "purpose", purpose.wire(),
                "key", key.hex(),
                "reader", reader.value());
    }

    /** The bytes that the wrapper signs. */
    public byte[] signedBytes() {
        Map<String, Object> tree = tree();
        tree.remove("signature");
        return Statement.WRAP.bytes(tree);
    }

    public Map<String, Object> tree() {
        return Trees.object(
                "v", 1L,
                "consortium", consortium.tree(),
                "card", card.value(),
                "section", section.wire(),
                "purpose", purpose.wire(),
                "key", key.hex(),
                "reader", reader.value(),
                "sealed", sealed.base64(),
                "wrapper", wrapper.value(),
                "signature", signature.base64());
    }

    /** Reads a wrap strictly. */
    public static Wrap of(Object tree) {
        Fields fields = Fields.of(tree);
        fields.constant("v", 1L);
        Wrap wrap = new Wrap(
                fields.object("consortium", ConsortiumVersion::of),
                fields.value("card", CardId::new),
                fields.value("section", Section::of),
                fields.value("purpose", Purpose::of),
                fields.value("key", KeyId::new),
                fields.value("reader", OrganizationId::new),
                fields.value("sealed", Bytes::ofBase64),
                fields.value("wrapper", OrganizationId::new),
                fields.value("signature", Signature::new));
        fields.end();
        return wrap;
    }
}
