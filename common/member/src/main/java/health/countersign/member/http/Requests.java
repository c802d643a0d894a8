package health.countersign.member.http;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.LeafField;
import health.countersign.domain.OrganizationId;
import health.countersign.platform.auth.Caller;
import health.countersign.platform.http.Bearer;
import health.countersign.platform.http.Problems;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What requests at these doors say. */
final class Requests {
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,3})(?:$|[,;\\s])");
    private static final int LONGEST_WAIT_SECONDS = 25;
    private static final int PAGE = 100;

    private Requests() {}

    static CardId card(RoutingContext context) {
        try {
            return new CardId(context.pathParam("card"));
        } catch (IllegalArgumentException e) {
            throw Problems.notFound().exception();
        }
    }

    static ChangeId change(RoutingContext context) {
        try {
            return new ChangeId(context.pathParam("change"));
        } catch (IllegalArgumentException e) {
            throw Problems.notFound().exception();
        }
    }

    /** A caller of this organization itself; others are not told what is here. */
    static Caller own(RoutingContext context, String scope, OrganizationId self) {
        Caller caller = Bearer.caller(context, scope);
        if (!caller.organization().equals(self)) {
            throw Problems.forbidden("This service answers to callers of " + self + " only.")
                    .exception();
        }
        return caller;
    }

    /** How long the caller would wait for a final answer ({@code Prefer: wait=…}, RFC 7240), in milliseconds. */
    static long waitMillis(RoutingContext context) {
        String prefer = context.request().getHeader("prefer");
        Matcher matcher = WAIT.matcher(prefer == null ? "" : prefer);
        return matcher.find() ? 1_000L * Math.min(LONGEST_WAIT_SECONDS, Integer.parseInt(matcher.group(1))) : 0;
    }

    static Optional<CardId> after(RoutingContext context) {
        try {
            return Optional.ofNullable(context.request().getParam("after")).map(CardId::new);
        } catch (IllegalArgumentException e) {
            throw Problems.malformed("'after' is the id of a card.").exception();
        }
    }

    static int limit(RoutingContext context) {
        String limit = context.request().getParam("limit");
        if (limit == null) {
            return PAGE;
        }
        if (!limit.matches("[1-9]\\d{0,2}")) {
            throw Problems.malformed("'limit' is 1 to 999.").exception();
        }
        return Integer.parseInt(limit);
    }

    /** The leaves that a citation should open; without a wish what names the entry and says what and when. */
    static Set<LeafField> fields(RoutingContext context) {
        String wished = context.request().getParam("fields");
        if (wished == null || wished.isBlank()) {
            return EnumSet.complementOf(EnumSet.of(LeafField.CONTENT));
        }
        try {
            Set<LeafField> fields = EnumSet.of(LeafField.TYPE, LeafField.ID);
            for (String field : wished.split(",", -1)) {
                fields.add(LeafField.of(field.strip()));
            }
            return fields;
        } catch (IllegalArgumentException e) {
            throw Problems.malformed("'fields' are content, type, id, code, period, encounter, patient.")
                    .exception();
        }
    }
}
