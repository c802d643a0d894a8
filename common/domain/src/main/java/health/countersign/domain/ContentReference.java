package health.countersign.domain;

import java.util.List;

/** Where the content of a change is: the SHA-256 of its ciphertext, and the section key that opens it. */
public record ContentReference(Digest ciphertext, KeyId key) {
    List<Object> tree() {
        return List.of(ciphertext.hex(), key.hex());
    }

    static ContentReference of(Object tree) {
        List<?> pair = Trees.tuple(tree, 2);
        return new ContentReference(new Digest((String) pair.get(0)), new KeyId((String) pair.get(1)));
    }
}
