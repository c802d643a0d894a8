package health.countersign.notification;

import health.countersign.domain.OrganizationId;

/** What all subscriptions of this process share. */
record Streams(
        Window window,
        Feed.Archive archive,
        Entitlement entitlement,
        CloudEvent envelope,
        CursorCodec cursors,
        FilterReader filters) {
    /** Begin with what comes next; the default. */
    static final String NOW = "now";

    /** Begin with the oldest notification at hand. */
    static final String START = "start";

    /** Begin a few thousand notifications ago. */
    static final String RECENT = "recent";

    private static final int RECENT_ENTRIES = 5_000;

    /**
     * Where a cursor, {@value #NOW}, {@value #RECENT} or {@value #START} begins.
     *
     * @throws InvalidCursorException if it is none of them
     */
    Progress from(OrganizationId subscriber, String cursor) {
        return switch (cursor) {
            case NOW -> window.now();
            case RECENT -> window.recent(RECENT_ENTRIES);
            case START -> window.oldest();
            default -> cursors.decode(subscriber, cursor);
        };
    }
}
