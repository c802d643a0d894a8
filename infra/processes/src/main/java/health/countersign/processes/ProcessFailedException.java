package health.countersign.processes;

/** A process could not be started, ended before its time, or was not ready in time; the message ends with its log. */
public final class ProcessFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProcessFailedException(String message) {
        super(message);
    }

    public ProcessFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
