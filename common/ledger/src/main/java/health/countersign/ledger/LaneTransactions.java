package health.countersign.ledger;

import health.countersign.domain.Batch;
import health.countersign.domain.Consortium;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.MalformedException;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Signature;
import health.countersign.domain.SignatureVerifier;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The transactions of a consortium's lanes. Every draft follows from document, lane and batch alone, so whoever is
 * handed one makes it again and compares.
 */
public final class LaneTransactions {
    private static final String KIND = "countersign-lane";

    private final ConsortiumDocument document;
    private final Lock lock;

    /**
     * The transactions under this document.
     *
     * @throws IllegalArgumentException if its seal policy does not fit into a lock
     */
    public LaneTransactions(ConsortiumDocument document) {
        this.document = document;
        this.lock = Lock.of(document);
    }

    public Lock lock() {
        return lock;
    }

    /** What the founders sign, each with its seal key, to begin a lane: the message is {@code message(0)}. */
    public TransactionBody genesis(int lane) {
        if (lane < 0 || lane >= document.lanes()) {
            throw new IllegalArgumentException("lane " + lane);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("v", 1L);
        data.put("kind", KIND);
        data.put("consortium", document.version().id());
        data.put("document", document.hash().hex());
        data.put("lane", (long) lane);
        data.put("lanes", (long) document.lanes());
        return TransactionBody.of(
                new Asset.Created(data),
                List.of(new Input(founders().keys(), Optional.empty())),
                null,
                List.of(Output.of(lock.condition())));
    }

    /**
     * The lane's first transaction; its id is the lane's.
     *
     * @param signatures of every founder with its seal key over the genesis' message
     */
    public Transaction found(int lane, Map<OrganizationId, Signature> signatures) {
        List<Fulfillment> signed = document.organizations().stream()
                .<Fulfillment>map(founder -> new Fulfillment.Signed(sealKey(founder), signatures.get(founder.id())))
                .toList();
        return genesis(lane).fulfilled(List.of(new Fulfillment.Threshold(signed, List.of())));
    }

    /** The condition that a genesis' input fulfills: all founders. */
    Condition founders() {
        List<Condition> keys = document.organizations().stream()
                .<Condition>map(founder -> new Condition.Key(sealKey(founder)))
                .toList();
        return new Condition.Threshold(keys.size(), keys);
    }

    /** The transaction that carries this batch on this lane, still without signatures. */
    public Draft draft(String laneId, Batch batch) {
        OutputReference head = new OutputReference(batch.parent(), 0);
        TransactionBody body = TransactionBody.of(
                new Asset.Existing(laneId),
                List.of(new Input(lock.condition().keys(), Optional.of(head))),
                batch.tree(),
                List.of(Output.of(lock.condition())));
        return new Draft(batch, body);
    }

    /**
     * Reads a draft that somebody else made for this lane, and passes only the one that {@link #draft} makes.
     *
     * @throws MalformedException if it is another, or holds no batch
     */
    public Draft read(String laneId, String text) {
        try {
            Object tree = StrictJson.read(text.getBytes(StandardCharsets.UTF_8), TransactionReader.LIMITS);
            Batch batch = Batch.of(tree instanceof Map<?, ?> map ? map.get("metadata") : null);
            Draft draft = draft(laneId, batch);
            if (draft.text().equals(text)) {
                return draft;
            }
        } catch (MalformedJsonException notJson) {
            throw new MalformedException("", notJson.reason().sentence());
        } catch (IllegalArgumentException notABatch) {
            throw new MalformedException("/metadata", "this is no batch");
        }
        throw new MalformedException("", "the transaction is not the one that its batch makes on this lane");
    }

    /** As {@link #read(String, String)}, for the lane that the consortium's annex names. */
    public Draft read(Consortium consortium, int lane, String text) {
        return read(consortium.lanes().get(lane), text);
    }

    /**
     * Opens the head with the seals that verify, of the organizations of lowest id that satisfy the seal policy: the
     * same seals always give the same transaction, byte for byte.
     */
    public Assembly assemble(Draft draft, Map<OrganizationId, Signature> seals, SignatureVerifier verifier) {
        return assemble(draft, Lock.Branch.SEAL, seals, verifier);
    }

    /** The same with the organizations' offline recovery keys. */
    public Assembly recover(Draft draft, Map<OrganizationId, Signature> signatures, SignatureVerifier verifier) {
        return assemble(draft, Lock.Branch.RECOVERY, signatures, verifier);
    }

    private Assembly assemble(
            Draft draft, Lock.Branch branch, Map<OrganizationId, Signature> seals, SignatureVerifier verifier) {
        byte[] message = draft.message();
        Map<OrganizationId, Signature> valid = new HashMap<>(seals);
        valid.entrySet()
                .removeIf(seal -> !document.organization(seal.getKey())
                        .map(member -> verifier.verifies(branch.of(member), message, seal.getValue()))
                        .orElse(false));
        TreeSet<OrganizationId> invalid = new TreeSet<>(seals.keySet());
        invalid.removeAll(valid.keySet());
        Optional<Lock.Opening> opening = lock.open(branch, valid);
        return new Assembly(
                opening.map(opened -> draft.body().fulfilled(List.of(opened.fulfillment()))),
                opening.map(Lock.Opening::organizations).orElseGet(TreeSet::new),
                invalid);
    }

    private static String sealKey(Organization organization) {
        return Base58.encode(organization.keys().seal().bytes());
    }
}
