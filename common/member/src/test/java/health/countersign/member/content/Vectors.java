package health.countersign.member.content;

/** Bytes that were agreed once, computed by another program ({@code make_content_vectors.py} in the resources). */
final class Vectors {
    /** Cipher text and tag under a key and salt of zeros. */
    static final String CIPHER_TEXT_OF_010203 = "48a70263bfb7bdfc4459839553f78770f576ab";

    static final String COMMITMENT_OF_ONE = "cccdd4101e6e0ec1377a2434913d7dfb36277bdc652620b4b87b335ac006f1f9";

    private Vectors() {}
}
