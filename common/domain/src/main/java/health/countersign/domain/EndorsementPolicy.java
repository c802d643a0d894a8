package health.countersign.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which organizations must approve a change, as the consortium wrote it: an organization, or {@code 2 of (…)},
 * {@code all(…)}, {@code any(…)} over organizations, {@code role:…} and further such lists. {@link PolicyText} reads
 * it,
 * {@link #text()} prints it.
 */
public sealed interface EndorsementPolicy {
    /** The text that {@link PolicyText#parse} reads back to an equal policy. */
    String text();

    /**
     * The policy for one card and author: roles replaced by the parties that have them, each once, without the author.
     *
     * @param roles the roles of each party of the card
     * @param author who does not count; empty where nobody authors, as for seals
     * @throws UnsatisfiablePolicyException if a role is empty or some list can no longer reach its number
     */
    ResolvedPolicy resolve(Map<OrganizationId, Set<Role>> roles, Optional<OrganizationId> author);

    /** One organization by name. */
    record Member(OrganizationId organization) implements EndorsementPolicy {
        @Override
        public String text() {
            return organization.value();
        }

        @Override
        public ResolvedPolicy resolve(Map<OrganizationId, Set<Role>> roles, Optional<OrganizationId> author) {
            if (author.filter(organization::equals).isPresent() || !roles.containsKey(organization)) {
                throw new UnsatisfiablePolicyException(text());
            }
            return new ResolvedPolicy.One(organization);
        }
    }

    /** Every party that has this role; stands only inside a list. */
    record Having(Role role) implements EndorsementPolicy {
        @Override
        public String text() {
            return "role:" + role.value();
        }

        @Override
        public ResolvedPolicy resolve(Map<OrganizationId, Set<Role>> roles, Optional<OrganizationId> author) {
            throw new UnsatisfiablePolicyException(text());
        }
    }

    /** A number of the things listed. */
    record Listed(Portion portion, List<EndorsementPolicy> of) implements EndorsementPolicy {
        public Listed {
            of = List.copyOf(of);
            if (of.isEmpty() || Set.copyOf(of).size() != of.size()) {
                throw new IllegalArgumentException("a list names one thing or more, each once");
            }
        }

        @Override
        public String text() {
            return of.stream()
                    .map(EndorsementPolicy::text)
                    .collect(Collectors.joining(", ", portion.text() + "(", ")"));
        }

        @Override
        public ResolvedPolicy resolve(Map<OrganizationId, Set<Role>> roles, Optional<OrganizationId> author) {
            Set<ResolvedPolicy> parts = new LinkedHashSet<>();
            for (EndorsementPolicy part : of) {
                parts.addAll(
                        part instanceof Having having
                                ? members(having.role(), roles, author)
                                : List.of(part.resolve(roles, author)));
            }
            int needed = portion.among(parts.size());
            if (needed < 1 || needed > parts.size()) {
                throw new UnsatisfiablePolicyException(text());
            }
            return new ResolvedPolicy.Threshold(needed, new ArrayList<>(parts));
        }

        private Collection<ResolvedPolicy> members(
                Role role, Map<OrganizationId, Set<Role>> roles, Optional<OrganizationId> author) {
            List<OrganizationId> having = roles.keySet().stream()
                    .filter(party -> roles.get(party).contains(role))
                    .sorted()
                    .toList();
            if (having.isEmpty()) {
                throw new UnsatisfiablePolicyException("role:" + role.value());
            }
            return having.stream()
                    .filter(party -> author.filter(party::equals).isEmpty())
                    .<ResolvedPolicy>map(ResolvedPolicy.One::new)
                    .toList();
        }
    }

    /** How many of a list: a number, all, or any. */
    sealed interface Portion {
        String text();

        int among(int listed);

        /** At least this many, 1 or more. */
        record AtLeast(int needed) implements Portion {
            public AtLeast {
                if (needed < 1 || needed > ResolvedPolicy.MAX_LEAVES) {
                    throw new IllegalArgumentException("a quorum is 1 to " + ResolvedPolicy.MAX_LEAVES);
                }
            }

            @Override
            public String text() {
                return needed + " of ";
            }

            @Override
            public int among(int listed) {
                return needed;
            }
        }

        /** Each that is listed. */
        record All() implements Portion {
            @Override
            public String text() {
                return "all";
            }

            @Override
            public int among(int listed) {
                return listed;
            }
        }

        /** One that is listed. */
        record Any() implements Portion {
            @Override
            public String text() {
                return "any";
            }

            @Override
            public int among(int listed) {
                return 1;
            }
        }
    }
}
