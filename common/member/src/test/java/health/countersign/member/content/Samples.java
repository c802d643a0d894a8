package health.countersign.member.content;

import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ConsortiumVersion;
import health.countersign.domain.ContentReference;
import health.countersign.domain.Digest;
import health.countersign.domain.Header;
import health.countersign.domain.KeyId;
import health.countersign.domain.Nonce;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Section;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Contents and headers for tests. */
final class Samples {
    static final Bytes SEED = Bytes.of(new byte[32]);

    private Samples() {}

    static Content.Entry observation(String id, String value) {
        String body = """
                {"resourceType":"Observation","id":"%s","status":"final",
                 "code":{"coding":[{"system":"http://loinc.org","code":"8302-2"}]},
                 "subject":{"reference":"Patient/p1"},"encounter":{"reference":"urn:uuid:e1"},
                 "effectiveDateTime":"2026-01-02T10:00:00Z","valueQuantity":{"value":%s}}""".formatted(id, value);
        return new Content.Entry("Observation", id, Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    static Content one() {
        return new Content(SEED, "routine", List.of(observation("o1", "1.80")), List.of(), List.of());
    }

    static Content random(Random random) {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        List<Content.Entry> entries = new ArrayList<>();
        int count = 1 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            entries.add(observation("o" + i, random.nextInt(1000) + "." + random.nextInt(10)));
        }
        return new Content(Bytes.of(seed), "r" + random.nextInt(), entries, List.of("paid|x"), List.of());
    }

    static Header header(String nonce) {
        return new Header(
                new ConsortiumVersion("laptop", 1),
                new CardId("00000000-0000-4000-8000-000000000001"),
                Section.MEDICAL,
                new OrganizationId("hospital-a"),
                Parties.ALL,
                List.of(new Touch(new TouchKey("0".repeat(32)), Optional.empty())),
                List.of(),
                Digest.of(new byte[0]),
                new ContentReference(Digest.of(new byte[0]), KeyId.of(new byte[32])),
                "any(role:medical)",
                Instant.ofEpochMilli(1_767_225_600_000L),
                new Nonce(nonce));
    }
}
