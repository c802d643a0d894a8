package health.countersign.domain;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.ApprovalRefused;
import health.countersign.domain.Event.BatchCommitted;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.BatchObjected;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.Event.ChangeCommitted;
import health.countersign.domain.Event.ProposalEndorsed;
import health.countersign.domain.Event.ProposalExpired;
import health.countersign.domain.Event.ProposalRejected;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Event.Ticked;
import health.countersign.domain.Event.TimeAsked;
import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.domain.Event.TransactionRefused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The form of each event on the wire: an object whose {@code type} names it, and nothing that is not asked for. */
public final class EventTree {
    /** One kind of event: its name on the wire, how it is written and how it is read. */
    private record Form<E extends Event>(
            String type, Class<E> event, Function<E, Map<String, Object>> write, Function<Fields, E> read) {
        Map<String, Object> tree(Event of) {
            Map<String, Object> tree = write.apply(event.cast(of));
            tree.put("type", type);
            return tree;
        }
    }

    private static final List<Form<?>> FORMS = List.of(
            new Form<>(
                    "proposal-submitted",
                    ProposalSubmitted.class,
                    event -> Trees.object(
                            "header", event.proposal().header().tree(),
                            "signature", event.proposal().signature().base64(),
                            "ciphertext", event.ciphertext().base64(),
                            "wraps", Trees.list(event.wraps(), Wrap::tree)),
                    fields -> new ProposalSubmitted(
                            new Proposal(
                                    fields.object("header", Header::of), fields.value("signature", Signature::new)),
                            fields.value("ciphertext", Bytes::ofBase64),
                            fields.list("wraps", Wrap::of))),
            new Form<>(
                    "approval-given",
                    ApprovalGiven.class,
                    event -> Trees.object(
                            "change", event.approval().change().hex(),
                            "organization", event.approval().organization().value(),
                            "basis", event.approval().basis().wire(),
                            "remarks", Trees.list(event.approval().remarks(), Finding::tree),
                            "signature", event.approval().signature().base64()),
                    fields -> new ApprovalGiven(new Approval(
                            fields.value("change", ChangeId::new),
                            fields.value("organization", OrganizationId::new),
                            fields.value("basis", Basis::of),
                            fields.list("remarks", Finding::of),
                            fields.value("signature", Signature::new)))),
            new Form<>(
                    "approval-refused",
                    ApprovalRefused.class,
                    event -> Trees.object(
                            "change", event.refusal().change().hex(),
                            "organization", event.refusal().organization().value(),
                            "reasons", Trees.list(event.refusal().reasons(), Finding::tree),
                            "signature", event.refusal().signature().base64()),
                    fields -> new ApprovalRefused(new Refusal(
                            fields.value("change", ChangeId::new),
                            fields.value("organization", OrganizationId::new),
                            fields.list("reasons", Finding::of),
                            fields.value("signature", Signature::new)))),
            new Form<>(
                    "time-asked",
                    TimeAsked.class,
                    event -> Trees.object("lane", (long) event.lane()),
                    fields -> new TimeAsked(fields.index("lane", Integer.MAX_VALUE))),
            new Form<>(
                    "ticked",
                    Ticked.class,
                    event -> Trees.object("lane", (long) event.lane()),
                    fields -> new Ticked(fields.index("lane", Integer.MAX_VALUE))),
            new Form<>(
                    "proposal-endorsed",
                    ProposalEndorsed.class,
                    event -> Trees.object(
                            "subject", event.subject().tree(),
                            "approving", Trees.list(event.approving(), OrganizationId::value)),
                    fields -> new ProposalEndorsed(
                            fields.object("subject", Subject::of),
                            fields.list("approving", item -> new OrganizationId((String) item)))),
            new Form<>(
                    "batch-drafted",
                    BatchDrafted.class,
                    event -> Trees.object("batch", event.batch().tree(), "transaction", event.transaction()),
                    fields ->
                            new BatchDrafted(fields.object("batch", BatchPosition::of), fields.string("transaction"))),
            new Form<>(
                    "batch-sealed",
                    BatchSealed.class,
                    event -> Trees.object(
                            "batch", event.seal().batch().tree(),
                            "organization", event.seal().organization().value(),
                            "signature", event.seal().signature().base64()),
                    fields -> new BatchSealed(new Seal(
                            fields.object("batch", BatchPosition::of),
                            fields.value("organization", OrganizationId::new),
                            fields.value("signature", Signature::new)))),
            new Form<>(
                    "batch-objected",
                    BatchObjected.class,
                    event -> Trees.object(
                            "batch", event.objection().batch().tree(),
                            "organization", event.objection().organization().value(),
                            "faults", Trees.list(event.objection().faults(), Objection.Fault::tree),
                            "signature", event.objection().signature().base64()),
                    fields -> new BatchObjected(new Objection(
                            fields.object("batch", BatchPosition::of),
                            fields.value("organization", OrganizationId::new),
                            fields.list("faults", Objection.Fault::of),
                            fields.value("signature", Signature::new)))),
            new Form<>(
                    "transaction-assembled",
                    TransactionAssembled.class,
                    event -> Trees.object(
                            "batch", event.batch().tree(), "id", event.id(), "transaction", event.transaction()),
                    fields -> new TransactionAssembled(
                            fields.object("batch", BatchPosition::of),
                            fields.value("id", Digest::new).hex(),
                            fields.string("transaction"))),
            new Form<>(
                    "transaction-refused",
                    TransactionRefused.class,
                    event -> Trees.object("batch", event.batch().tree(), "id", event.id(), "fault", event.fault()),
                    fields -> new TransactionRefused(
                            fields.object("batch", BatchPosition::of),
                            fields.value("id", Digest::new).hex(),
                            fields.string("fault"))),
            new Form<>(
                    "batch-committed",
                    BatchCommitted.class,
                    event -> Trees.object(
                            "position", event.position().tree(),
                            "message", event.message().hex(),
                            "changes", Trees.list(event.changes(), ChangeId::hex)),
                    fields -> new BatchCommitted(
                            fields.object("position", LedgerPosition::of),
                            fields.value("message", Digest::new),
                            fields.list("changes", item -> new ChangeId((String) item)))),
            new Form<>(
                    "change-committed",
                    ChangeCommitted.class,
                    event -> Trees.object(
                            "subject", event.subject().tree(),
                            "position", event.position().tree()),
                    fields -> new ChangeCommitted(
                            fields.object("subject", Subject::of), fields.object("position", LedgerPosition::of))),
            new Form<>(
                    "proposal-rejected",
                    ProposalRejected.class,
                    event -> Trees.object(
                            "subject", event.subject().tree(),
                            "rejection", event.rejection().tree()),
                    fields -> new ProposalRejected(
                            fields.object("subject", Subject::of), fields.object("rejection", Rejection::of))),
            new Form<>(
                    "proposal-expired",
                    ProposalExpired.class,
                    event -> Trees.object(
                            "subject", event.subject().tree(),
                            "deadline", event.deadline().toEpochMilli()),
                    fields -> new ProposalExpired(
                            fields.object("subject", Subject::of), Instant.ofEpochMilli(fields.integer("deadline")))));

    private EventTree() {}

    /** The event as a tree. */
    public static Map<String, Object> of(Event event) {
        return form(event).tree(event);
    }

    /** The name of an event's kind on the wire, such as {@code approval-given}. */
    public static String type(Event event) {
        return form(event).type();
    }

    /** Reads an event strictly; an unknown type is malformed. */
    public static Event read(Object tree) {
        Fields fields = Fields.of(tree);
        String type = fields.string("type");
        for (Form<?> form : FORMS) {
            if (form.type().equals(type)) {
                return read(form, fields);
            }
        }
        throw fields.malformed("type", "unknown event");
    }

    private static Event read(Form<?> form, Fields fields) {
        Event event;
        try {
            event = form.read().apply(fields);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("", e.getMessage());
        }
        fields.end();
        return event;
    }

    private static Form<?> form(Event event) {
        return FORMS.stream()
                .filter(form -> form.event().isInstance(event))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an event without a form: " + event.getClass()));
    }
}
