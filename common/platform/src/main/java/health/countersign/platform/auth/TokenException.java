package health.countersign.platform.auth;

/** A token that proves nothing. The reason is for the log and for tests; callers learn only that it is not valid. */
public final class TokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a token is refused. */
    public enum Reason {
        MALFORMED,
        ALGORITHM,
        UNKNOWN_ISSUER,
        UNKNOWN_KEY,
        SIGNATURE,
        AUDIENCE,
        EXPIRED,
        NOT_YET,
        LIVES_TOO_LONG,
        ORGANIZATION
    }

    private final Reason reason;

    TokenException(Reason reason) {
        super("the token is refused: " + reason, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
