package health.countersign.domain;

import java.util.List;
import java.util.Optional;

/** An organization's signed word that it cannot seal a batch, and which conditions are broken. */
public record Objection(BatchPosition batch, OrganizationId organization, List<Fault> faults, Signature signature) {
    /** An objection names at most this many faults. */
    public static final int MAX_FAULTS = 64;

    public Objection {
        faults = List.copyOf(faults);
        if (faults.isEmpty() || faults.size() > MAX_FAULTS) {
            throw new IllegalArgumentException("an objection names 1 to " + MAX_FAULTS + " faults");
        }
    }

    /** A broken condition, of one change or, without one, of the batch as a whole. */
    public record Fault(Optional<ChangeId> change, BatchCondition condition) {
        Object tree() {
            return Trees.object("change", change.map(ChangeId::hex).orElse(null), "condition", condition.wire());
        }

        static Fault of(Object tree) {
            Fields fields = Fields.of(tree);
            Fault fault =
                    new Fault(fields.optional("change", ChangeId::new), fields.value("condition", BatchCondition::of));
            fields.end();
            return fault;
        }
    }

    /** The bytes that the organization signs with its approval key. */
    public static byte[] signedBytes(BatchPosition batch, OrganizationId organization, List<Fault> faults) {
        return Statement.OBJECTION.bytes(Trees.object(
                "v", 1L,
                "batch", batch.tree(),
                "organization", organization.value(),
                "faults", Trees.list(faults, Fault::tree)));
    }

    public byte[] signedBytes() {
        return signedBytes(batch, organization, faults);
    }
}
