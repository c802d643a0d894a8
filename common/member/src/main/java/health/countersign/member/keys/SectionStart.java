package health.countersign.member.keys;

import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.KeyId;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Section;
import health.countersign.domain.Signature;
import health.countersign.domain.Wrap;
import health.countersign.ledger.SigningKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** The first keys of a section, and the wraps that bring them to each of its readers. */
public record SectionStart(SectionKeys keys, List<Wrap> wraps) {
    private static final Bytes NOTHING = Bytes.of(new byte[0]);
    private static final Signature UNSIGNED = Signature.of(new byte[64]);

    public SectionStart {
        wraps = List.copyOf(wraps);
    }

    /** Makes two fresh keys and wraps them to every reader among the parties. */
    public static SectionStart make(
            ConsortiumDocument document,
            CardId card,
            Section section,
            Parties parties,
            OrganizationId wrapper,
            SigningKey approval) {
        SecureRandom random = new SecureRandom();
        SectionKeys keys = new SectionKeys(fresh(random), fresh(random));
        List<Wrap> wraps = new ArrayList<>();
        for (OrganizationId id : document.readers(section, parties)) {
            Organization reader = document.organization(id).orElseThrow();
            for (Wrap.Purpose purpose : Wrap.Purpose.values()) {
                byte[] key = keys.key(purpose).array();
                Wrap template = new Wrap(
                        document.version(), card, section, purpose, KeyId.of(key), id, NOTHING, wrapper, UNSIGNED);
                wraps.add(WrappingKey.wrap(template, key, reader.keys().wrapping(), approval));
            }
        }
        return new SectionStart(keys, wraps);
    }

    private static Bytes fresh(SecureRandom random) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return Bytes.of(key);
    }
}
