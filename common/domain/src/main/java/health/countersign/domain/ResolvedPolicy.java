package health.countersign.domain;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A policy over organizations only: what is left of an {@link EndorsementPolicy} for one card and author. */
public sealed interface ResolvedPolicy {
    /** A lock with more signatories would exceed what a ledger node accepts. */
    int MAX_LEAVES = 64;

    boolean satisfiedBy(Set<OrganizationId> organizations);

    /** Every organization that the policy names. */
    Set<OrganizationId> organizations();

    /**
     * The organizations of lowest id among those available that satisfy the policy and none of which could be left out
     * of its list; empty if they cannot satisfy it.
     */
    Optional<Set<OrganizationId>> choose(Set<OrganizationId> available);

    /** Whether the policy can still be satisfied when these refuse. */
    default boolean reachableWithout(Set<OrganizationId> refusing) {
        Set<OrganizationId> rest = new TreeSet<>(organizations());
        rest.removeAll(refusing);
        return satisfiedBy(rest);
    }

    /** One organization. */
    record One(OrganizationId organization) implements ResolvedPolicy {
        @Override
        public boolean satisfiedBy(Set<OrganizationId> organizations) {
            return organizations.contains(organization);
        }

        @Override
        public Set<OrganizationId> organizations() {
            return Set.of(organization);
        }

        @Override
        public Optional<Set<OrganizationId>> choose(Set<OrganizationId> available) {
            return available.contains(organization) ? Optional.of(Set.of(organization)) : Optional.empty();
        }
    }

    /** A number of the parts; parts are distinct. */
    record Threshold(int needed, List<ResolvedPolicy> of) implements ResolvedPolicy {
        public Threshold {
            of = List.copyOf(of);
            if (needed < 1 || needed > of.size() || Set.copyOf(of).size() != of.size()) {
                throw new IllegalArgumentException("%d of %d distinct parts".formatted(needed, of.size()));
            }
        }

        @Override
        public boolean satisfiedBy(Set<OrganizationId> organizations) {
            return of.stream().filter(part -> part.satisfiedBy(organizations)).count() >= needed;
        }

        @Override
        public Set<OrganizationId> organizations() {
            Set<OrganizationId> all = new TreeSet<>();
            of.forEach(part -> all.addAll(part.organizations()));
            return all;
        }

        @Override
        public Optional<Set<OrganizationId>> choose(Set<OrganizationId> available) {
            List<Set<OrganizationId>> chosen = of.stream()
                    .map(part -> part.choose(available))
                    .flatMap(Optional::stream)
                    .sorted(Threshold::bySmallestIds)
                    .limit(needed)
                    .toList();
            return chosen.size() < needed ? Optional.empty() : Optional.of(union(chosen));
        }

        private static Set<OrganizationId> union(Collection<Set<OrganizationId>> sets) {
            Set<OrganizationId> union = new LinkedHashSet<>();
            sets.forEach(union::addAll);
            return union;
        }

        private static int bySmallestIds(Set<OrganizationId> left, Set<OrganizationId> right) {
            return new TreeSet<>(left).toString().compareTo(new TreeSet<>(right).toString());
        }
    }
}
