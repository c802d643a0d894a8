package health.countersign.app.client;

/** A service did not do what it was asked for. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    public RefusedException(Reply reply) {
        super(reply.problem());
        this.reply = reply;
    }

    public Reply reply() {
        return reply;
    }
}
