package health.countersign.member.store;

/**
 * What is not the same in every database that can hold a store: how to come by sessions, and how the writer's work
 * begins and ends.
 */
interface Engine extends AutoCloseable {
    /** For the one thread that writes; blocks. */
    Session writer();

    /** For a reader, which sees one state and changes nothing; blocks until one is free. */
    Session reader();

    /** Gives a session back, whatever has become of it. */
    void release(Session session);

    /** Begins the only transaction that writes, among all processes that share the store. */
    void begin(Session writer);

    /**
     * Returns when what was written is durable; a failure says that none of it is there, or ever will be.
     *
     * @param unknown is run whenever the database could not be asked which it is; it will be asked again
     */
    void commit(Session writer, Runnable unknown);

    /** Ends a transaction of which nothing shall be there, as far as it is still open. */
    void undo(Session writer);

    /** Whoever waits for the database gives up; what is not known then stays unknown. */
    void giveUp();

    @Override
    void close();
}
