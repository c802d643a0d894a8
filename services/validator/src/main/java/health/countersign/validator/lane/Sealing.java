package health.countersign.validator.lane;

import health.countersign.domain.Answer.Refusal;
import health.countersign.domain.BatchCondition;
import health.countersign.domain.ChangeId;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.Digest;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event.BatchCommitted;
import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.domain.Event.TransactionRefused;
import health.countersign.domain.Objection;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Rejection;
import health.countersign.domain.ResolvedPolicy;
import health.countersign.domain.Seal;
import health.countersign.domain.Signature;
import health.countersign.domain.SignatureVerifier;
import health.countersign.ledger.Assembly;
import health.countersign.ledger.LaneTransactions;
import health.countersign.ledger.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Hears what members and the ledger say to the batch in flight. */
final class Sealing {
    private static final String INVALID_SIGNATURE = "InvalidSignature";

    private final LaneBook.Parts parts;
    private final ConsortiumDocument document;
    private final ResolvedPolicy policy;
    private final SignatureVerifier verifier;
    private final LaneTransactions transactions;

    Sealing(
            LaneBook.Parts parts,
            ConsortiumDocument document,
            SignatureVerifier verifier,
            LaneTransactions transactions) {
        this.parts = parts;
        this.document = document;
        this.policy = document.resolvedSealPolicy();
        this.verifier = verifier;
        this.transactions = transactions;
    }

    /** A seal counts if it is over the draft in flight; with enough of them the transaction is assembled. */
    void sealed(Seal seal, Reaction reaction) {
        Flight flight = parts.flight();
        Optional<InFlight> current =
                flight.current().filter(inFlight -> inFlight.position().equals(seal.batch()));
        if (current.isEmpty() || flight.dropped(seal.organization())) {
            return;
        }
        byte[] message = current.get().draft().message();
        boolean verifies = document.organization(seal.organization())
                .map(member -> verifier.verifies(member.keys().seal(), message, seal.signature()))
                .orElse(false);
        if (!verifies) {
            reaction.misfit("seal-signature");
        } else if (!flight.objections().containsKey(seal.organization())) {
            flight.seal(seal);
            assemble(current.get(), reaction);
        }
    }

    /** Only objections that make the seals impossible end a draft. */
    void objected(Objection objection, Reaction reaction) {
        Flight flight = parts.flight();
        OrganizationId organization = objection.organization();
        if (flight.current()
                        .filter(inFlight -> inFlight.position().equals(objection.batch()))
                        .isEmpty()
                || flight.assembled().isPresent()) {
            return;
        }
        boolean verifies = document.organization(organization)
                .map(member ->
                        verifier.verifies(member.keys().approval(), objection.signedBytes(), objection.signature()))
                .orElse(false);
        if (!verifies) {
            reaction.misfit("objection-signature");
        } else if (!flight.seals().containsKey(organization)) {
            flight.object(objection);
            Map<OrganizationId, Objection> objections = flight.objections();
            if (!policy.reachableWithout(objections.keySet())) {
                unsealable(objections, reaction);
            }
        }
    }

    private void unsealable(Map<OrganizationId, Objection> objections, Reaction reaction) {
        InFlight failed = parts.flight().current().orElseThrow();
        Map<ChangeId, BatchCondition> broken = new LinkedHashMap<>();
        Map<ChangeId, Set<OrganizationId>> objecting = new LinkedHashMap<>();
        objections
                .values()
                .forEach(objection -> objection
                        .faults()
                        .forEach(fault -> fault.change()
                                .filter(failed.changes()::contains)
                                .ifPresent(change -> {
                                    broken.putIfAbsent(change, fault.condition());
                                    objecting
                                            .computeIfAbsent(change, id -> new TreeSet<>())
                                            .add(objection.organization());
                                })));
        reaction.alarm("a batch was objected to");
        if (broken.isEmpty()) {
            parts.flight().setBack(failed.position().seq());
        }
        parts.flight().end();
        broken.forEach((change, condition) -> parts.conclusions()
                .reject(
                        change,
                        new Rejection.Unsealable(
                                condition, objecting.get(change).stream().toList()),
                        reaction));
    }

    /** The ledger took none of these bytes: they get other seals, or the changes another draft. */
    void refused(TransactionRefused refused, Reaction reaction) {
        Flight flight = parts.flight();
        Optional<Flight.Assembled> assembled =
                flight.assembled().filter(each -> each.id().equals(refused.id()));
        if (assembled.isEmpty()) {
            return;
        }
        InFlight current = flight.current().orElseThrow();
        flight.disassembled();
        if (refused.fault().equals(INVALID_SIGNATURE)) {
            dropOffender(current, assembled.get(), reaction);
            assemble(current, reaction);
            if (flight.assembled().isPresent() || !exhausted()) {
                return;
            }
        }
        reaction.alarm("the ledger refused a transaction for good: " + refused.fault());
        flight.setBack(current.position().seq());
        flight.end();
    }

    /** Everybody sealed or was dropped, and it is not enough. */
    private boolean exhausted() {
        Set<OrganizationId> rest = new HashSet<>(policy.organizations());
        rest.removeIf(parts.flight()::dropped);
        return !policy.satisfiedBy(rest);
    }

    /** The seal that does not verify by now, or else, one after the other, those that were used. */
    private void dropOffender(InFlight current, Flight.Assembled assembled, Reaction reaction) {
        Set<OrganizationId> invalid =
                transactions.assemble(current.draft(), signatures(), verifier).invalid();
        Set<OrganizationId> offenders =
                invalid.isEmpty() ? Set.of(assembled.sealedBy().get(0)) : invalid;
        offenders.forEach(offender -> {
            parts.flight().drop(offender);
            reaction.alarm("the ledger refused a seal; the one of " + offender + " is left out");
        });
    }

    private void assemble(InFlight current, Reaction reaction) {
        if (parts.flight().assembled().isPresent()) {
            return;
        }
        Map<OrganizationId, Signature> seals = signatures();
        if (policy.satisfiedBy(seals.keySet())) {
            Assembly assembly = transactions.assemble(current.draft(), seals, verifier);
            assembly.transaction().ifPresent(tx -> {
                parts.flight().assembled(new Flight.Assembled(tx.id(), List.copyOf(assembly.sealedBy())));
                reaction.say(new TransactionAssembled(current.position(), tx.id(), text(tx)));
            });
        }
    }

    private Map<OrganizationId, Signature> signatures() {
        Map<OrganizationId, Signature> signatures = new LinkedHashMap<>();
        parts.flight().seals().forEach((organization, seal) -> signatures.put(organization, seal.signature()));
        return signatures;
    }

    private static String text(Transaction tx) {
        return new String(tx.bytes(), StandardCharsets.UTF_8);
    }

    /** The head moved, by our batch or by another: what the batch holds is committed, the rest waits again. */
    void committed(BatchCommitted committed, Reaction reaction) {
        CommittedLane ledger = parts.ledger();
        long seq = committed.position().seq();
        if (committed.position().lane() != ledger.lane() || seq <= ledger.seq()) {
            return;
        }
        if (seq > ledger.seq() + 1) {
            reaction.alarm("batches before the committed one were not heard of");
        }
        Optional<InFlight> ours = parts.flight()
                .current()
                .filter(inFlight -> Digest.ofBytes(inFlight.draft().message()).equals(committed.message()));
        ours.ifPresent(this::keepLateRefusals);
        parts.flight().end();
        ledger.advance(committed.position());
        committed.changes().forEach(change -> parts.conclusions().commit(change, reaction));
    }

    /** Refusals that came between draft and commit stand in the next batch; those that this one held are done. */
    private void keepLateRefusals(InFlight committed) {
        parts.late().remove(committed.late());
        for (EndorsedChange change : committed.draft().batch().changes()) {
            parts.changes()
                    .open(change.id())
                    .ifPresent(open -> open.answers().forEach(heard -> {
                        if (heard.answer() instanceof Refusal refusal
                                && !change.refusals().contains(refusal)) {
                            parts.late().add(refusal, heard.moment().order());
                        }
                    }));
        }
    }
}
