package health.countersign.processes;

/** This machine lacks a program that is needed; the message says which one and how to get it. */
public final class MissingProgramException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingProgramException(String message) {
        super(message);
    }
}
