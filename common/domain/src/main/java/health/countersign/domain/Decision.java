package health.countersign.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a proposal stands once the answers to it are weighed. Endorsed is not yet committed. */
public sealed interface Decision {
    <T> T fold(
            Function<Pending, T> pending,
            Function<Endorsed, T> endorsed,
            Function<Rejected, T> rejected,
            Function<Expired, T> expired);

    /**
     * Weighs answers against a policy. A function of its arguments alone, so anybody can recompute it.
     *
     * @param answers verified answers in the order of the log; an organization's first one counts, others do not
     * @param now the log's own time: the append time of the latest record; answers are those appended until the
     *     deadline
     */
    static Decision decide(ResolvedPolicy policy, Collection<Answer> answers, Instant deadline, Instant now) {
        Map<OrganizationId, Answer> first = new LinkedHashMap<>();
        answers.forEach(answer -> first.putIfAbsent(answer.organization(), answer));
        first.keySet().retainAll(policy.organizations());
        Set<OrganizationId> approving = organizations(first.values(), Answer.Approval.class);
        Set<OrganizationId> refusing = organizations(first.values(), Answer.Refusal.class);
        if (policy.satisfiedBy(approving)) {
            return new Endorsed(List.copyOf(approving));
        }
        if (!policy.reachableWithout(refusing)) {
            return new Rejected(new Rejection.Refused(List.copyOf(refusing)));
        }
        if (now.isAfter(deadline)) {
            return new Expired(deadline);
        }
        Set<OrganizationId> awaiting = new TreeSet<>(policy.organizations());
        awaiting.removeAll(first.keySet());
        return new Pending(awaiting);
    }

    private static Set<OrganizationId> organizations(Collection<Answer> answers, Class<? extends Answer> kind) {
        return answers.stream()
                .filter(kind::isInstance)
                .map(Answer::organization)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Still open: these may answer. */
    record Pending(Set<OrganizationId> awaiting) implements Decision {
        public Pending {
            awaiting = Set.copyOf(awaiting);
        }

        @Override
        public <T> T fold(
                Function<Pending, T> pending,
                Function<Endorsed, T> endorsed,
                Function<Rejected, T> rejected,
                Function<Expired, T> expired) {
            return pending.apply(this);
        }
    }

    /** The quorum is complete: these approved. */
    record Endorsed(List<OrganizationId> approving) implements Decision {
        @Override
        public <T> T fold(
                Function<Pending, T> pending,
                Function<Endorsed, T> endorsed,
                Function<Rejected, T> rejected,
                Function<Expired, T> expired) {
            return endorsed.apply(this);
        }
    }

    /** It will never be committed, and why. */
    record Rejected(Rejection rejection) implements Decision {
        @Override
        public <T> T fold(
                Function<Pending, T> pending,
                Function<Endorsed, T> endorsed,
                Function<Rejected, T> rejected,
                Function<Expired, T> expired) {
            return rejected.apply(this);
        }
    }

    /** The deadline passed before the quorum was complete. */
    record Expired(Instant deadline) implements Decision {
        @Override
        public <T> T fold(
                Function<Pending, T> pending,
                Function<Endorsed, T> endorsed,
                Function<Rejected, T> rejected,
                Function<Expired, T> expired) {
            return expired.apply(this);
        }
    }
}
