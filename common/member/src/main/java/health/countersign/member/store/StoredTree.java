package health.countersign.member.store;

import health.countersign.domain.CanonicalJson;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.json.JsonLimits;
import health.countersign.json.StrictJson;
import java.util.List;
import java.util.Optional;

/** Trees as they stand in columns: canonical JSON. */
final class StoredTree {
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(8_000_000);

    private StoredTree() {}

    static byte[] bytes(Object tree) {
        return CanonicalJson.bytes(tree);
    }

    static Object read(byte[] bytes) {
        return StrictJson.read(bytes, LIMITS);
    }

    static byte[] bytes(Parties parties) {
        return bytes(parties.listed()
                .map(list -> list.stream().map(OrganizationId::value).toList())
                .orElse(null));
    }

    static Parties parties(byte[] bytes) {
        return new Parties(Optional.ofNullable((List<?>) read(bytes))
                .map(list ->
                        list.stream().map(id -> new OrganizationId((String) id)).toList()));
    }
}
