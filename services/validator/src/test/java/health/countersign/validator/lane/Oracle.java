package health.countersign.validator.lane;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Answer;
import health.countersign.domain.Batch;
import health.countersign.domain.BatchCheck;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Decision;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.ApprovalRefused;
import health.countersign.domain.Event.ProposalEndorsed;
import health.countersign.domain.Event.ProposalExpired;
import health.countersign.domain.Event.ProposalRejected;
import health.countersign.domain.Header;
import health.countersign.domain.LaneOverlay;
import health.countersign.domain.Proposal;
import health.countersign.domain.Rejection;
import health.countersign.domain.Touch;
import health.countersign.validator.Members;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges a settled story from its records alone, slowly and in the most obvious way. */
final class Oracle {
    private final Story story;
    private final BatchCheck check;
    private final Set<ChangeId> committed = new HashSet<>();
    private final Set<ChangeId> endorsed = new HashSet<>();
    private final Map<ChangeId, Rejection> rejected = new HashMap<>();
    private final Set<ChangeId> expired = new HashSet<>();

    Oracle(Story story) {
        this.story = story;
        this.check = new BatchCheck(story.lane.members.document(), Members.ED25519);
        story.committed.forEach(batch -> batch.changes().forEach(change -> committed.add(change.id())));
        story.lane
                .said(ProposalEndorsed.class)
                .forEach(event -> endorsed.add(event.subject().change()));
        story.lane
                .said(ProposalExpired.class)
                .forEach(event -> expired.add(event.subject().change()));
        story.lane
                .said(ProposalRejected.class)
                .forEach(event -> rejected.put(event.subject().change(), event.rejection()));
    }

    /** Members who know the ledger alone find nothing wrong with this batch. */
    static void assertSealable(Lane lane, List<Batch> committed, Batch batch) {
        BatchCheck check = new BatchCheck(lane.members.document(), Members.ED25519);
        LaneOverlay state =
                state(lane, check, committed.subList(0, (int) lane.book.ledger().seq()));
        assertThat(check.objections(batch, state)).isEmpty();
    }

    private static LaneOverlay state(Lane lane, BatchCheck check, List<Batch> committed) {
        LaneOverlay state =
                LaneOverlay.genesis(0, lane.members.consortium().lanes().get(0));
        for (Batch batch : committed) {
            assertThat(check.judge(batch, state)).allMatch(BatchCheck.Verdict::stands);
            state.advance(Story.id((int) batch.seq()));
        }
        return state;
    }

    void judge() {
        state(story.lane, check, story.committed);
        assertThat(committed).as("something happens in a story").isNotEmpty();
        everyEndIsTold(
                ProposalRejected.class, story.lane.said(ProposalRejected.class).size(), rejected.size());
        everyEndIsTold(
                ProposalExpired.class, story.lane.said(ProposalExpired.class).size(), expired.size());
        story.proposals.values().forEach(this::judge);
    }

    private static void everyEndIsTold(Class<?> kind, int said, int distinct) {
        assertThat(said).as("each %s is said once", kind.getSimpleName()).isEqualTo(distinct);
    }

    private void judge(Proposal proposal) {
        ChangeId id = proposal.id();
        Decision decision = decision(proposal);
        boolean ended = committed.contains(id) || rejected.containsKey(id) || expired.contains(id);
        if (endorsed.contains(id)) {
            assertThat(decision).isInstanceOf(Decision.Endorsed.class);
            assertThat(ended || waitsForAReason(proposal)).as("%s is stuck", id).isTrue();
        } else if (expired.contains(id)) {
            assertThat(decision).isInstanceOf(Decision.Expired.class);
        } else if (rejected.get(id) instanceof Rejection.Refused refused) {
            assertThat(decision).isEqualTo(new Decision.Rejected(refused));
        } else if (!ended) {
            assertThat(decision).isInstanceOf(Decision.Pending.class);
        }
        if (rejected.get(id) instanceof Rejection.Stale stale) {
            assertThat(committed).contains(stale.winner());
            assertThat(conflict(proposal, story.proposals.get(stale.winner()))).isTrue();
        }
        if (rejected.get(id) instanceof Rejection.RequirementRejected named) {
            assertThat(proposal.header().needs()).contains(named.requirement());
            assertThat(rejected.containsKey(named.requirement()) || expired.contains(named.requirement()))
                    .isTrue();
        }
    }

    private Decision decision(Proposal proposal) {
        Header header = proposal.header();
        List<Answer> counting = new ArrayList<>();
        for (Story.Told told : story.answers) {
            Answer answer = told.event() instanceof ApprovalGiven given
                    ? given.approval()
                    : ((ApprovalRefused) told.event()).refusal();
            if (answer.change().equals(proposal.id())
                    && check.valid(answer, header)
                    && !told.moment().time().isAfter(header.deadline())) {
                counting.add(answer);
            }
        }
        return Decision.decide(
                story.lane.members.document().resolve(header.section(), header.parties(), header.author()),
                counting,
                header.deadline(),
                story.lane.book.now());
    }

    /** Something that it needs is open, its section has no keys yet, or it is parked behind another that is open. */
    private boolean waitsForAReason(Proposal proposal) {
        Header header = proposal.header();
        boolean keys = story.proposals.values().stream()
                .anyMatch(other -> committed.contains(other.id())
                        && other.header().card().equals(header.card())
                        && other.header().startsSection()
                        && other.header().section() == header.section());
        return !keys
                || proposal.header().needs().stream().anyMatch(this::open)
                || story.proposals.values().stream()
                        .anyMatch(other -> !other.equals(proposal) && open(other.id()) && conflict(proposal, other));
    }

    private boolean open(ChangeId id) {
        return !committed.contains(id) && !rejected.containsKey(id) && !expired.contains(id);
    }

    private static boolean conflict(Proposal one, Proposal two) {
        for (Touch touch : one.header().touches()) {
            if (one.header().card().equals(two.header().card())
                    && two.header().touches().contains(touch)) {
                return true;
            }
        }
        return false;
    }

    /** No batch carries a change before one that conflicts with it and had its quorum before. */
    void judgeWinners() {
        List<ChangeId> quorums = story.lane.said(ProposalEndorsed.class).stream()
                .map(event -> event.subject().change())
                .toList();
        for (Batch draft : story.drafts) {
            for (EndorsedChange change : draft.changes()) {
                int place = quorums.indexOf(change.id());
                for (ChangeId earlier : quorums.subList(0, place)) {
                    assertThat(conflict(story.proposals.get(earlier), change.proposal()) && open(earlier))
                            .isFalse();
                    assertThat(committed.contains(earlier)
                                    && conflict(story.proposals.get(earlier), change.proposal())
                                    && committed.contains(change.id()))
                            .isFalse();
                }
            }
        }
    }
}
