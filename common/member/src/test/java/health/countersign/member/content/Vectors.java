package health.countersign.member.content;

/** Bytes that were agreed once, computed by another program ({@code make_content_vectors.py} in the resources). */
final class Vectors {
    /** Cipher text and tag under a key and salt of zeros. */
    static final String CIPHER_TEXT_OF_010203 = "48a70263bfb7bdfc4459839553f78770f576ab";

    static final String COMMITMENT_OF_ONE = "64d8569218fa017242446e6b1c17e3b19103c55989bfc6b8576406527d253bdb";

    private Vectors() {}
}
