package health.countersign.validator.lane;

import health.countersign.domain.Answer.Refusal;
import health.countersign.domain.Batch;
import health.countersign.domain.BatchCondition;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.ChangeId;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Header;
import health.countersign.domain.LaneOverlay;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Rejection;
import health.countersign.ledger.LaneTransactions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the next batch of what waits: the first endorsed first, but nothing before what it needs. */
final class Drafting {
    private final LaneBook.Parts parts;
    private final ConsortiumDocument document;
    private final LaneTransactions transactions;
    private final String laneId;

    Drafting(LaneBook.Parts parts, ConsortiumDocument document, LaneTransactions transactions, String laneId) {
        this.parts = parts;
        this.document = document;
        this.transactions = transactions;
        this.laneId = laneId;
    }

    /** Drafts a batch if anything can go into one; the lane must be idle. */
    Optional<InFlight> draft(Reaction reaction) {
        Map<String, Refusal> late = parts.late().next();
        Load load = new Load(List.copyOf(late.values()));
        for (ChangeId id : parts.waiting().queue()) {
            if (load.full) {
                break;
            }
            parts.changes().open(id).ifPresent(change -> load.consider(change));
        }
        load.impossible.forEach((id, condition) ->
                parts.conclusions().reject(id, new Rejection.Unsealable(condition, List.of()), reaction));
        return load.changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new InFlight(transactions.draft(laneId, load.batch()), List.copyOf(late.keySet())));
    }

    /** A batch while it is being filled. */
    private final class Load {
        private final CommittedLane ledger = parts.ledger();
        private final LaneOverlay overlay = new LaneOverlay(ledger);
        private final List<EndorsedChange> changes = new ArrayList<>();
        private final Map<ChangeId, List<OpenChange>> missing = new HashMap<>();
        private final Map<ChangeId, BatchCondition> impossible = new HashMap<>();
        private final List<Refusal> late;
        private int bytes;
        private boolean full;

        Load(List<Refusal> late) {
            this.late = late;
            this.bytes = CanonicalJson.bytes(batch().tree()).length;
        }

        Batch batch() {
            long seq = ledger.seq() + 1;
            return new Batch(
                    document.version(),
                    ledger.lane(),
                    seq,
                    ledger.head(),
                    parts.flight().attempts(seq) + 1,
                    changes,
                    late);
        }

        /** Takes a change, and then those that waited for it, as long as there is room. */
        void consider(OpenChange first) {
            Deque<OpenChange> ready = new ArrayDeque<>(List.of(first));
            while (!ready.isEmpty() && !full) {
                OpenChange change = ready.remove();
                Optional<ChangeId> need = change.header().needs().stream()
                        .filter(each -> !overlay.committed(each))
                        .findFirst();
                if (need.isPresent()) {
                    missing.computeIfAbsent(need.get(), id -> new ArrayList<>()).add(change);
                } else if (mayFollow(change) && take(change)) {
                    ready.addAll(missing.getOrDefault(change.id(), List.of()));
                }
            }
        }

        private boolean mayFollow(OpenChange change) {
            if (parked(change)) {
                return false;
            }
            EndorsedChange endorsed = change.inBatch();
            Optional<BatchCondition> fault = parts.check().continuityFault(endorsed, overlay);
            if (fault.equals(Optional.of(BatchCondition.PARTIES))
                    && parts.check().continuityFault(endorsed, ledger).equals(fault)) {
                impossible.put(change.id(), BatchCondition.PARTIES);
            }
            return fault.isEmpty();
        }

        /** Whether another one, whose quorum was complete before, stands on one of its bases. */
        private boolean parked(OpenChange change) {
            Header header = change.header();
            return header.touches().stream()
                    .flatMap(touch -> parts.waiting().claimants(header.card(), touch).stream())
                    .filter(id -> !id.equals(change.id()))
                    .anyMatch(id -> parts.changes()
                            .open(id)
                            .filter(other -> other.before(change))
                            .isPresent());
        }

        private boolean take(OpenChange change) {
            EndorsedChange whole = change.inBatch();
            int size = size(whole);
            if (changes.isEmpty() && bytes + size > Batch.MAX_BYTES) {
                whole = change.inBatch(minimal(change));
                size = size(whole);
                if (bytes + size > Batch.MAX_BYTES) {
                    impossible.put(change.id(), BatchCondition.LIMITS);
                    return false;
                }
            }
            if (changes.size() == Batch.MAX_CHANGES || bytes + size > Batch.MAX_BYTES) {
                full = true;
                return false;
            }
            bytes += size;
            changes.add(whole);
            overlay.apply(change.proposal());
            return true;
        }

        private Set<OrganizationId> minimal(OpenChange change) {
            Header header = change.header();
            Set<OrganizationId> approving = change.inBatch().approvals().stream()
                    .map(approval -> approval.organization())
                    .collect(Collectors.toSet());
            return document.resolve(header.section(), header.parties(), header.author())
                    .choose(approving)
                    .orElse(approving);
        }

        /** With the comma that follows it. */
        private static int size(EndorsedChange change) {
            return CanonicalJson.bytes(change.tree()).length + 1;
        }
    }
}
