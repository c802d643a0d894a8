package health.countersign.platform.log;

/** A record that can never be processed, whoever tries how often; it goes to the dead letters with this reason. */
public final class PoisonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position position;
    private final String reason;

    /**
     * @param position which record of the poll
     * @param reason a code and, if need be, a JSON pointer; never a part of the content
     */
    public PoisonException(Position position, String reason) {
        super(reason + " at " + position);
        this.position = position;
        this.reason = reason;
    }

    public Position position() {
        return position;
    }

    public String reason() {
        return reason;
    }
}
