package health.countersign.domain;

import java.util.List;
import java.util.function.Function;

/** One organization's signed answer to a proposal. Its first answer to a change is its answer. */
public sealed interface Answer {
    /** At most this many findings ride with an answer; a batch has to hold them. */
    int MAX_FINDINGS = 32;

    ChangeId change();

    OrganizationId organization();

    Signature signature();

    /** The bytes that the organization signs, under a given consortium version. */
    byte[] signedBytes(ConsortiumVersion consortium);

    <T> T fold(Function<Approval, T> approval, Function<Refusal, T> refusal);

    /** The change may happen; remarks are findings that did not stand in the way. */
    record Approval(
            ChangeId change, OrganizationId organization, Basis basis, List<Finding> remarks, Signature signature)
            implements Answer {
        public Approval {
            remarks = limited(remarks);
        }

        public static byte[] signedBytes(
                ConsortiumVersion consortium,
                ChangeId change,
                OrganizationId organization,
                Basis basis,
                List<Finding> remarks) {
            return Statement.APPROVAL.bytes(Trees.object(
                    "v", 1L,
                    "consortium", consortium.tree(),
                    "change", change.hex(),
                    "organization", organization.value(),
                    "basis", basis.wire(),
                    "remarks", Trees.list(remarks, Finding::tree)));
        }

        @Override
        public byte[] signedBytes(ConsortiumVersion consortium) {
            return signedBytes(consortium, change, organization, basis, remarks);
        }

        @Override
        public <T> T fold(Function<Approval, T> approval, Function<Refusal, T> refusal) {
            return approval.apply(this);
        }
    }

    /** The change must not happen, for these reasons; never without one. */
    record Refusal(ChangeId change, OrganizationId organization, List<Finding> reasons, Signature signature)
            implements Answer {
        public Refusal {
            reasons = limited(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a refusal has a reason");
            }
        }

        public static byte[] signedBytes(
                ConsortiumVersion consortium, ChangeId change, OrganizationId organization, List<Finding> reasons) {
            return Statement.REFUSAL.bytes(Trees.object(
                    "v", 1L,
                    "consortium", consortium.tree(),
                    "change", change.hex(),
                    "organization", organization.value(),
                    "reasons", Trees.list(reasons, Finding::tree)));
        }

        @Override
        public byte[] signedBytes(ConsortiumVersion consortium) {
            return signedBytes(consortium, change, organization, reasons);
        }

        @Override
        public <T> T fold(Function<Approval, T> approval, Function<Refusal, T> refusal) {
            return refusal.apply(this);
        }
    }

    private static List<Finding> limited(List<Finding> findings) {
        if (findings.size() > MAX_FINDINGS) {
            throw new IllegalArgumentException("an answer has at most " + MAX_FINDINGS + " findings");
        }
        return List.copyOf(findings);
    }
}
