package health.countersign.member.review;

import health.countersign.domain.Finding;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One check on a proposed change; pure: the same change and card always give the same findings. */
public interface ReviewRule {
    /** Its public name, what travels in clear; see {@link Finding#code()}. */
    String code();

    /** What a finding of this rule means, for people; never travels. */
    String sentence();

    /** What is wrong, in the order of the change's entries; empty if nothing is. */
    Stream<Finding> check(ProposedChange change, CardState card);

    /** A rule that looks at each entry of the change by itself. */
    static ReviewRule perEntry(String code, String sentence, EntryCheck check) {
        return new Named(
                code,
                sentence,
                (change, card) -> IntStream.range(0, change.entries().size())
                        .boxed()
                        .flatMap(index -> check.pointers(change.entries().get(index), change, card)
                                .map(pointer -> finding(code, "/entries/" + index + pointer))));
    }

    /** A finding whose pointer is cut where a hostile field name would not fit into a finding. */
    private static Finding finding(String code, String pointer) {
        return new Finding(code, Pointers.presentable(pointer));
    }

    /** A check of one entry; answers JSON pointers into its resource, {@code ""} for the entry as a whole. */
    @FunctionalInterface
    interface EntryCheck {
        Stream<String> pointers(CardEntry entry, ProposedChange change, CardState card);
    }

    /** A check of a whole change. */
    @FunctionalInterface
    interface ChangeCheck {
        Stream<Finding> findings(ProposedChange change, CardState card);
    }

    /** A rule made of a function. */
    record Named(String code, String sentence, ChangeCheck check) implements ReviewRule {
        @Override
        public Stream<Finding> check(ProposedChange change, CardState card) {
            return check.findings(change, card);
        }
    }
}
