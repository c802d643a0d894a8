package health.countersign.member.keys;

import health.countersign.domain.Bytes;
import health.countersign.domain.KeyId;
import health.countersign.domain.TouchKey;
import health.countersign.domain.Wrap;

/**
 * What a reader of a section of one card holds.
 *
 * @param index names become touch keys under it
 * @param section content keys are derived from it
 */
public record SectionKeys(Bytes index, Bytes section) {
    /** The touch key of an entry or a fact. */
    public TouchKey touch(String name) {
        return TouchKey.of(index.array(), name);
    }

    public KeyId sectionKeyId() {
        return KeyId.of(section.array());
    }

    Bytes key(Wrap.Purpose purpose) {
        return purpose == Wrap.Purpose.INDEX ? index : section;
    }

    @Override
    public String toString() {
        return "keys of section key " + sectionKeyId();
    }
}
