package health.countersign.notification;

/** A cursor that we did not make, or not for this subscriber and this log. */
final class InvalidCursorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidCursorException() {
        this(null);
    }

    InvalidCursorException(Throwable cause) {
        super("this cursor was not made here for this subscriber", cause);
    }
}
