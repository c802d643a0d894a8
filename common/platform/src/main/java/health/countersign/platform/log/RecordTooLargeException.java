package health.countersign.platform.log;

/** Events that do not fit one record: nothing was appended, and trying again will not help. */
public final class RecordTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int size;

    public RecordTooLargeException(int size) {
        super("a record of %d bytes is larger than the %d that the log takes"
                .formatted(size, EventLog.MAX_RECORD_BYTES));
        this.size = size;
    }

    /** Bytes after encoding. */
    public int size() {
        return size;
    }
}
