package health.countersign.domain;

import health.countersign.domain.EndorsementPolicy.Having;
import health.countersign.domain.EndorsementPolicy.Listed;
import health.countersign.domain.EndorsementPolicy.Member;
import health.countersign.domain.EndorsementPolicy.Portion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads endorsement policies: {@code policy = organization | list}, {@code list = ("all" | "any" | n "of") "(" part
 * {"," part} ")"}, {@code part = policy | "role:" role}. At most {@value #MAX_LENGTH} characters, three lists deep.
 */
public final class PolicyText {
    /** Longer texts are refused unread. */
    public static final int MAX_LENGTH = 4096;

    private static final int MAX_DEPTH = 3;
    private static final Pattern TOKEN = Pattern.compile("\\s*([(),]|role:[a-z0-9-]+|[a-z0-9-]+)");

    private final List<String> tokens;
    private int next;

    private PolicyText(List<String> tokens) {
        this.tokens = tokens;
    }

    /** The policy of this text; a text that is none is refused with an {@link IllegalArgumentException}. */
    public static EndorsementPolicy parse(String text) {
        PolicyText reader = new PolicyText(tokens(text));
        EndorsementPolicy policy = reader.policy(1);
        if (reader.next != reader.tokens.size()) {
            throw new IllegalArgumentException("the policy goes on after its end");
        }
        if (policy.text().length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a policy has at most " + MAX_LENGTH + " characters as it is printed");
        }
        return policy;
    }

    private static List<String> tokens(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a policy has at most " + MAX_LENGTH + " characters");
        }
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.find(at) && matcher.start() == at) {
            tokens.add(matcher.group(1));
            at = matcher.end();
        }
        if (!text.substring(at).isBlank()) {
            throw new IllegalArgumentException("a policy has a character at " + at + " that does not belong there");
        }
        return tokens;
    }

    private EndorsementPolicy policy(int depth) {
        String word = take();
        if ((word.equals("all") || word.equals("any")) && sees("(")) {
            return list(word.equals("all") ? new Portion.All() : new Portion.Any(), depth);
        }
        if (sees("of")) {
            next++;
            return list(new Portion.AtLeast(Integer.parseInt(word)), depth);
        }
        return new Member(new OrganizationId(word));
    }

    private EndorsementPolicy list(Portion portion, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a policy is at most " + MAX_DEPTH + " lists deep");
        }
        expect("(");
        List<EndorsementPolicy> parts = new ArrayList<>();
        parts.add(part(depth));
        while (sees(",")) {
            next++;
            parts.add(part(depth));
        }
        expect(")");
        return new Listed(portion, parts);
    }

    private EndorsementPolicy part(int depth) {
        if (next < tokens.size() && tokens.get(next).startsWith("role:")) {
            return new Having(new Role(take().substring("role:".length())));
        }
        return policy(depth + 1);
    }

    private boolean sees(String token) {
        return next < tokens.size() && tokens.get(next).equals(token);
    }

    private void expect(String token) {
        if (!take().equals(token)) {
            throw new IllegalArgumentException("the policy misses a '" + token + "'");
        }
    }

    private String take() {
        if (next == tokens.size()) {
            throw new IllegalArgumentException("the policy ends too early");
        }
        return tokens.get(next++);
    }
}
