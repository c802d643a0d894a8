package health.countersign.platform.log;

/**
 * What a lane of a topic holds now.
 *
 * @param oldest offset of the oldest record that is still there
 * @param end offset that the next record will have, or a later one
 */
public record Bounds(long oldest, long end) {}
