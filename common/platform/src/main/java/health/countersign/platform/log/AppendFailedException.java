package health.countersign.platform.log;

/** The log did not confirm an append: it may be there or not. Append the same again; readers drop what is double. */
public final class AppendFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AppendFailedException(TopicLane lane, Throwable cause) {
        super(
                "the log did not confirm an append to " + lane + " ("
                        + cause.getClass().getSimpleName() + ")",
                cause);
    }
}
