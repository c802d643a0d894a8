package health.countersign.notification;

import health.countersign.domain.ChangeId;
import health.countersign.domain.Event;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.ledger.Draft;
import health.countersign.platform.log.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The lives of many changes of one lane, written down as the facts of each topic, in the topic's order. */
final class Script {
    static final int LANE = 2;

    private final Play play;
    private final Map<Topic, List<Fact>> facts = new EnumMap<>(Topic.class);

    private Script(Play play) {
        this.play = play;
        Flow.TOPICS.forEach(topic -> facts.put(topic, new ArrayList<>()));
    }

    /** Batches of changes, some of them refused, each written before the next begins; some facts are written twice. */
    static Script of(Cast cast, long seed, int batches) {
        Script script = new Script(new Play(cast, seed));
        for (int batch = 0; batch < batches; batch++) {
            script.batch();
        }
        return script;
    }

    List<Fact> facts(Topic topic) {
        return facts.get(topic);
    }

    private void batch() {
        List<Proposal> endorsed = new ArrayList<>();
        for (int i = 1 + play.random().nextInt(4); i > 0; i--) {
            change(endorsed);
        }
        Draft draft = play.draft(LANE, endorsed);
        List<ChangeId> changes = endorsed.stream().map(Proposal::id).toList();
        write(Topic.BATCHES, play.drafted(draft), changes);
        List<OrganizationId> sealing =
                new ArrayList<>(List.of(Cast.MERIDIAN, Cast.RIVERSIDE, Cast.LAKESIDE, Cast.NORTHSTAR));
        Collections.shuffle(sealing, play.random());
        sealing.forEach(organization -> write(Topic.SEALS, play.sealed(draft, organization)));
        endorsed.forEach(proposal -> write(Topic.OUTCOMES, play.committed(proposal, draft)));
    }

    private void change(List<Proposal> endorsed) {
        Proposal proposal = play.propose(play.card(LANE), Section.MEDICAL, Cast.RIVERSIDE);
        write(Topic.PROPOSALS, play.submitted(proposal));
        if (play.random().nextInt(5) == 0) {
            write(Topic.ANSWERS, play.refused(proposal, Cast.ST_MARY, "encounter-outside", ""));
            write(Topic.ANSWERS, play.refused(proposal, Cast.LAKESIDE, "encounter-outside", ""));
            write(Topic.OUTCOMES, play.rejected(proposal, Cast.LAKESIDE, Cast.ST_MARY));
            return;
        }
        write(Topic.ANSWERS, play.approved(proposal, Cast.NORTHSTAR));
        write(Topic.ANSWERS, play.approved(proposal, Cast.ST_MARY));
        if (play.random().nextBoolean()) {
            write(Topic.ANSWERS, play.approved(proposal, Cast.ST_MARY));
        }
        write(Topic.OUTCOMES, play.endorsed(proposal, Cast.NORTHSTAR, Cast.ST_MARY));
        endorsed.add(proposal);
    }

    private void write(Topic topic, Event event) {
        write(topic, event, List.of());
    }

    private void write(Topic topic, Event event, List<ChangeId> changes) {
        List<Fact> written = facts.get(topic);
        Place place = new Place(topic, LANE, written.size() * 2L, 0);
        boolean draft = event instanceof BatchDrafted;
        written.add(new Fact(place, Instant.ofEpochMilli(written.size()), event, draft ? changes : List.of()));
    }
}
