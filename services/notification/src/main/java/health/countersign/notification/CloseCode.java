package health.countersign.notification;

/** Why we close a websocket. */
enum CloseCode {
    /** The process stops; connect again, elsewhere or later. */
    GOING_AWAY(1001),
    /** The subscriber took nothing for too long; resume from its cursor. */
    SLOW(1013),
    /** No valid ticket or token, or the session is over. */
    UNAUTHENTICATED(4401),
    /** The organization is no member, or no longer. */
    WITHDRAWN(4403),
    /** The log no longer has what comes after the cursor. */
    EXPIRED(4410);

    private final short number;

    CloseCode(int number) {
        this.number = (short) number;
    }

    short number() {
        return number;
    }
}
