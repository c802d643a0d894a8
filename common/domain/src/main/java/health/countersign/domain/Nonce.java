package health.countersign.domain;

/** 128 random bits as 32 lower-case hex digits. */
public record Nonce(String hex) {
    public Nonce {
        Hex.require(hex, 16, "a nonce");
    }

    public static Nonce of(byte[] bytes) {
        return new Nonce(Hex.of(bytes));
    }
}
