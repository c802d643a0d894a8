package health.countersign.member.http;

/** What a token may be good for at these doors. */
public final class Scopes {
    /** To read cards and proposals. */
    public static final String READ = "cards:read";

    /** To submit changes. */
    public static final String WRITE = "cards:write";

    /** To ask for citations. */
    public static final String CITE = "citations:read";

    private Scopes() {}
}
