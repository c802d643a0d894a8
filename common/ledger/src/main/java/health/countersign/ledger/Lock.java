package health.countersign.ledger;

import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.PublicKey;
import health.countersign.domain.ResolvedPolicy;
import health.countersign.domain.Signature;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a lane is locked with: one of the seal policy over the organizations' seal keys, and the same policy over their
 * offline recovery keys, so that lost online keys never freeze a lane.
 */
public final class Lock {
    /** Which of its keys an organization signs with. */
    public enum Branch {
        SEAL,
        RECOVERY;

        PublicKey of(Organization organization) {
            return this == SEAL
                    ? organization.keys().seal()
                    : organization.keys().recovery();
        }
    }

    /** A fulfillment, and whose signatures are in it. */
    public record Opening(Fulfillment fulfillment, NavigableSet<OrganizationId> organizations) {}

    private final ResolvedPolicy policy;
    private final Map<Branch, Map<OrganizationId, String>> keys;
    private final Map<Branch, Condition> conditions;
    private final Condition.Threshold condition;

    private Lock(ResolvedPolicy policy, Map<Branch, Map<OrganizationId, String>> keys) {
        this.policy = policy;
        this.keys = Map.copyOf(keys);
        this.conditions = Map.of(
                Branch.SEAL, compile(policy, keys.get(Branch.SEAL)),
                Branch.RECOVERY, compile(policy, keys.get(Branch.RECOVERY)));
        this.condition =
                new Condition.Threshold(1, List.of(conditions.get(Branch.SEAL), conditions.get(Branch.RECOVERY)));
        List<String> all = condition.keys();
        if (condition.depth() > Condition.MAX_DEPTH
                || all.size() > Condition.MAX_LEAVES
                || new HashSet<>(all).size() != all.size()) {
            throw new IllegalArgumentException(
                    "a seal policy is at most two lists deep, over at most %d organizations, "
                                    .formatted(Condition.MAX_LEAVES / 2)
                            + "and names each once");
        }
    }

    /**
     * The lock that this document agrees on.
     *
     * @throws IllegalArgumentException if its seal policy does not fit into a lock
     */
    public static Lock of(ConsortiumDocument document) {
        Map<Branch, Map<OrganizationId, String>> keys = new HashMap<>();
        for (Branch branch : Branch.values()) {
            Map<OrganizationId, String> ofBranch = new HashMap<>();
            document.organizations()
                    .forEach(member -> ofBranch.put(
                            member.id(), Base58.encode(branch.of(member).bytes())));
            keys.put(branch, Map.copyOf(ofBranch));
        }
        return new Lock(document.resolvedSealPolicy(), keys);
    }

    public Condition condition() {
        return condition;
    }

    /** Who has this key in this branch. */
    public Optional<OrganizationId> owner(Branch branch, String publicKey) {
        return keys.get(branch).entrySet().stream()
                .filter(entry -> entry.getValue().equals(publicKey))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether these organizations can open it. */
    public boolean opensFor(NavigableSet<OrganizationId> organizations) {
        return policy.satisfiedBy(organizations);
    }

    /**
     * Opens the lock with the signatures of the organizations of lowest id that satisfy the policy, and of no other:
     * the same signatures always give the same fulfillment.
     *
     * @param signatures verified ones over the input's message, with the branch's keys
     */
    public Optional<Opening> open(Branch branch, Map<OrganizationId, Signature> signatures) {
        Branch other = branch == Branch.SEAL ? Branch.RECOVERY : Branch.SEAL;
        return open(policy, branch, signatures)
                .map(opened -> new Opening(
                        new Fulfillment.Threshold(
                                List.of(opened.fulfillment()),
                                List.of(CryptoConditions.fingerprint(conditions.get(other)))),
                        opened.organizations()));
    }

    private Optional<Opening> open(ResolvedPolicy part, Branch branch, Map<OrganizationId, Signature> signatures) {
        if (part instanceof ResolvedPolicy.One one) {
            OrganizationId organization = one.organization();
            return Optional.ofNullable(signatures.get(organization))
                    .map(signature -> new Opening(
                            new Fulfillment.Signed(keys.get(branch).get(organization), signature),
                            new TreeSet<>(List.of(organization))));
        }
        ResolvedPolicy.Threshold threshold = (ResolvedPolicy.Threshold) part;
        Map<ResolvedPolicy, Opening> opened = new HashMap<>();
        for (ResolvedPolicy each : threshold.of()) {
            open(each, branch, signatures).ifPresent(opening -> opened.put(each, opening));
        }
        List<ResolvedPolicy> chosen = opened.keySet().stream()
                // As ResolvedPolicy.choose orders them.
                .sorted(Comparator.comparing(
                        each -> opened.get(each).organizations().toString()))
                .limit(threshold.needed())
                .toList();
        return chosen.size() < threshold.needed()
                ? Optional.empty()
                : Optional.of(join(threshold, chosen, opened, branch));
    }

    private Opening join(
            ResolvedPolicy.Threshold threshold,
            List<ResolvedPolicy> chosen,
            Map<ResolvedPolicy, Opening> opened,
            Branch branch) {
        NavigableSet<OrganizationId> organizations = new TreeSet<>();
        chosen.forEach(each -> organizations.addAll(opened.get(each).organizations()));
        List<Fingerprint> others = threshold.of().stream()
                .filter(each -> !chosen.contains(each))
                .map(each -> CryptoConditions.fingerprint(compile(each, keys.get(branch))))
                .toList();
        List<Fulfillment> fulfilled =
                chosen.stream().map(each -> opened.get(each).fulfillment()).toList();
        return new Opening(new Fulfillment.Threshold(fulfilled, others), organizations);
    }

    private static Condition compile(ResolvedPolicy policy, Map<OrganizationId, String> keys) {
        if (policy instanceof ResolvedPolicy.One one) {
            return new Condition.Key(keys.get(one.organization()));
        }
        ResolvedPolicy.Threshold threshold = (ResolvedPolicy.Threshold) policy;
        return new Condition.Threshold(
                threshold.needed(),
                threshold.of().stream().map(each -> compile(each, keys)).toList());
    }
}
