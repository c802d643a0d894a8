package health.countersign.member.review;

import health.countersign.domain.Finding;
import java.util.List;

/** What the rules of one organization say about a change: it approves unless there is a refusal. */
public record Verdict(List<Finding> refusals, List<Finding> remarks) {
    /** More findings of one rule help nobody and would not fit an answer. */
    static final int FINDINGS_PER_RULE = 8;

    public Verdict {
        refusals = List.copyOf(refusals);
        remarks = List.copyOf(remarks);
    }

    public boolean approves() {
        return refusals.isEmpty();
    }
}
