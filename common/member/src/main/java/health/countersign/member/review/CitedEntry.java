package health.countersign.member.review;

import health.countersign.domain.ChangeId;
import java.util.Optional;

/**
 * What a verified citation says about an entry of a section that a reviewer need not read: the opened leaves, checked
 * against the commitment of a confirmed change of the same card. A leaf that was not opened is empty.
 *
 * @param change the confirmed change that made the entry
 * @param code {@code system|code} of its first coding
 * @param period {@code start/end} as in the resource, either may be missing: {@code start/}
 * @param encounter {@code Encounter/<id>}
 * @param patient {@code Patient/<id>}
 */
public record CitedEntry(
        ChangeId change,
        String type,
        String id,
        Optional<String> code,
        Optional<String> period,
        Optional<String> encounter,
        Optional<String> patient) {

    /** The entry's name on its card: {@code Encounter/123}. */
    public String name() {
        return type + "/" + id;
    }
}
