package health.countersign.platform.http;

/** A failure that passes by itself, such as a database that is away: nothing was done, and callers may try again. */
public interface PassingFailure {}
