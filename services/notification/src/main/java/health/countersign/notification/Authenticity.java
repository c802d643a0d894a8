package health.countersign.notification;

import health.countersign.domain.Answer;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Consortium;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.ApprovalRefused;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.MalformedException;
import health.countersign.domain.Organization.Keys;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.domain.PublicKey;
import health.countersign.domain.Seal;
import health.countersign.domain.Signature;
import health.countersign.domain.SignatureVerifier;
import health.countersign.ledger.Draft;
import health.countersign.ledger.LaneTransactions;
import health.countersign.platform.log.LanePoll;
import health.countersign.platform.log.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells genuine events from others: signed by the organization that they name, in the topic and the lane where they
 * belong. Whoever can write to the log can write anything there; what is not genuine is not told. Checking signatures
 * takes its time: not for event loops.
 */
final class Authenticity {
    private static final Logger LOG = LoggerFactory.getLogger(Authenticity.class);

    private final Consortium consortium;
    private final ConsortiumDocument document;
    private final LaneTransactions transactions;
    private final SignatureVerifier verifier;

    Authenticity(Consortium consortium, SignatureVerifier verifier) {
        this.consortium = consortium;
        this.document = consortium.document();
        this.transactions = new LaneTransactions(document);
        this.verifier = verifier;
    }

    /** The genuine facts of a poll, in order. */
    List<Fact> facts(LanePoll poll) {
        List<Fact> facts = new ArrayList<>();
        for (Recorded recorded : poll.records()) {
            List<Event> events = recorded.events();
            for (int i = 0; i < events.size(); i++) {
                Place place =
                        new Place(poll.topic(), poll.lane(), recorded.position().offset(), i * Place.WIDTH);
                fact(place, recorded, events.get(i)).ifPresent(facts::add);
            }
        }
        return facts;
    }

    private Optional<Fact> fact(Place place, Recorded recorded, Event event) {
        if (!place.topic().takes(event)) {
            return Optional.empty();
        }
        if (!genuine(event, place.lane())) {
            LOG.atWarn()
                    .addKeyValue("position", recorded.position())
                    .addKeyValue("event", event.getClass().getSimpleName())
                    .log("an event is not signed by whom it names, or on a wrong lane; it is not told");
            return Optional.empty();
        }
        return Optional.of(new Fact(place, recorded.appendTime(), event, batched(event, place)));
    }

    private boolean genuine(Event event, int lane) {
        if (event instanceof ProposalSubmitted submitted) {
            return genuine(submitted.proposal(), lane);
        } else if (event instanceof ApprovalGiven given) {
            return genuine(given.approval());
        } else if (event instanceof ApprovalRefused refused) {
            return genuine(refused.refusal());
        } else if (event instanceof BatchSealed sealed) {
            Seal seal = sealed.seal();
            byte[] message = seal.batch().message().bytes();
            return signed(seal.organization(), Keys::seal, message, seal.signature());
        }
        return true;
    }

    private boolean genuine(Proposal proposal, int lane) {
        return proposal.header().card().lane(document.lanes()) == lane
                && signed(
                        proposal.header().author(),
                        Keys::approval,
                        Proposal.signedBytes(proposal.header()),
                        proposal.signature());
    }

    private boolean genuine(Answer answer) {
        return signed(
                answer.organization(), Keys::approval, answer.signedBytes(document.version()), answer.signature());
    }

    private boolean signed(
            OrganizationId organization, Function<Keys, PublicKey> key, byte[] message, Signature signature) {
        return document.organization(organization)
                .map(member -> verifier.verifies(key.apply(member.keys()), message, signature))
                .orElse(false);
    }

    private List<ChangeId> batched(Event event, Place place) {
        return event instanceof BatchDrafted drafted ? changes(drafted, place) : List.of();
    }

    /** A draft that is not what its position says tells of no change; members object to it. */
    private List<ChangeId> changes(BatchDrafted drafted, Place place) {
        try {
            Draft draft = transactions.read(consortium, place.lane(), drafted.transaction());
            if (draft.position().equals(drafted.batch())) {
                return draft.batch().changes().stream().map(EndorsedChange::id).toList();
            }
        } catch (MalformedException e) {
            LOG.atDebug().setCause(e).log("a draft cannot be read");
        }
        LOG.atWarn()
                .addKeyValue("lane", place.lane())
                .addKeyValue("offset", place.offset())
                .log("a drafted batch is not what it says");
        return List.of();
    }
}
