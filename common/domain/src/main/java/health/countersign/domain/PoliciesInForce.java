package health.countersign.domain;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The policies of one consortium document. Those for cards whose parties are all members, which nearly all cards are,
 * are worked out once. Safe for several threads.
 */
public final class PoliciesInForce {
    private record Authorship(Section section, OrganizationId author) {}

    private final ConsortiumDocument document;
    private final Map<Section, String> texts = new EnumMap<>(Section.class);
    private final Map<Authorship, ResolvedPolicy> ofAllMembers = new ConcurrentHashMap<>();

    public PoliciesInForce(ConsortiumDocument document) {
        this.document = document;
        document.sections()
                .forEach((section, terms) -> texts.put(section, terms.policy().text()));
    }

    /** Whether the policy that a header names is that of its section. */
    public boolean names(Header header) {
        return header.policy().equals(texts.get(header.section()));
    }

    /**
     * Who must approve a change.
     *
     * @throws UnsatisfiablePolicyException if its parties cannot satisfy the policy of its section
     */
    public ResolvedPolicy resolve(Header header) {
        return header.parties().equals(Parties.ALL)
                        && document.organization(header.author()).isPresent()
                ? ofAllMembers.computeIfAbsent(
                        new Authorship(header.section(), header.author()), usual -> resolveAnew(header))
                : resolveAnew(header);
    }

    private ResolvedPolicy resolveAnew(Header header) {
        return document.resolve(header.section(), header.parties(), header.author());
    }
}
