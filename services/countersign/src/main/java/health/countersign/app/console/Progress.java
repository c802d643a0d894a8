package health.countersign.app.console;

/** How a long task goes; safe for several threads. */
public interface Progress extends AutoCloseable {
    /** So much is done. */
    void at(long done);

    /** One more is done. */
    void step();

    /** What else there is to say about where it stands. */
    void remark(String text);

    /** Ends it; the last state stays visible. */
    @Override
    void close();
}
