package health.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.ChangeId;
import health.countersign.domain.Event;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.platform.log.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneStoryTest {
    private static final Cast CAST = new Cast();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void anyInterleavingOfTheTopicsTellsTheSameStoryOfEachChange(long seed) {
        Script script = Script.of(CAST, seed, 25);

        Map<ChangeId, Set<String>> straight = stories(Telling.of(CAST, script, 0));

        for (int order = 1; order <= 20; order++) {
            Telling telling = Telling.of(CAST, script, order);
            assertThat(stories(telling)).isEqualTo(straight);
            byChange(telling).values().forEach(LaneStoryTest::isInOrder);
            assertThat(telling.told().stream().map(Notification::id)).doesNotHaveDuplicates();
            assertThat(Flow.TOPICS).allMatch(telling.story()::isThrough);
        }
    }

    @Test
    void anAnswerWaitsForItsProposal() {
        Play play = new Play(CAST, 7);
        Proposal proposal = play.propose(play.card(0), Section.MEDICAL, Cast.RIVERSIDE);
        LaneStory story = story();

        story.offer(Topic.ANSWERS, List.of(fact(Topic.ANSWERS, 4, play.approved(proposal, Cast.ST_MARY))), 5);
        List<Told> before = story.advance();
        story.offer(Topic.PROPOSALS, List.of(fact(Topic.PROPOSALS, 9, play.submitted(proposal))), 10);
        List<Told> after = story.advance();

        assertThat(before).isEmpty();
        assertThat(after).extracting(LaneStoryTest::step).containsExactly(Step.SUBMITTED, Step.APPROVED);
    }

    @Test
    void anAnswerToNothingIsGivenUpOnceTheLogIsKnownNotToHoldItsProposal() {
        Play play = new Play(CAST, 7);
        Proposal unknown = play.propose(play.card(0), Section.MEDICAL, Cast.RIVERSIDE);
        Proposal known = play.propose(play.card(0), Section.MEDICAL, Cast.RIVERSIDE);
        LaneStory story = story();
        story.offer(Topic.PROPOSALS, List.of(fact(Topic.PROPOSALS, 0, play.submitted(known))), 1);
        story.offer(
                Topic.ANSWERS,
                List.of(
                        fact(Topic.ANSWERS, 0, play.approved(unknown, Cast.ST_MARY)),
                        fact(Topic.ANSWERS, 1, play.approved(known, Cast.ST_MARY))),
                2);
        List<Told> before = story.advance();
        LaneStory.Stuck stuck = story.stuck();

        story.settle(stuck);
        List<Told> after = story.advance();

        assertThat(before).extracting(LaneStoryTest::step).containsExactly(Step.SUBMITTED);
        assertThat(stuck.wanted()).containsExactly(Topic.PROPOSALS);
        assertThat(after).extracting(LaneStoryTest::step).containsExactly(Step.APPROVED);
        assertThat(story.memory().unattributed()).isEqualTo(1);
    }

    @Test
    void aSecondAnswerOfAnOrganizationIsNotTold() {
        Play play = new Play(CAST, 7);
        Proposal proposal = play.propose(play.card(0), Section.MEDICAL, Cast.RIVERSIDE);
        LaneStory story = story();
        story.offer(Topic.PROPOSALS, List.of(fact(Topic.PROPOSALS, 0, play.submitted(proposal))), 1);

        story.offer(
                Topic.ANSWERS,
                List.of(
                        fact(Topic.ANSWERS, 0, play.approved(proposal, Cast.ST_MARY)),
                        fact(Topic.ANSWERS, 1, play.refused(proposal, Cast.ST_MARY, "second-thoughts", ""))),
                2);

        assertThat(story.advance()).extracting(LaneStoryTest::step).containsExactly(Step.SUBMITTED, Step.APPROVED);
    }

    private static Step step(Told told) {
        return told.notification().step();
    }

    private static LaneStory story() {
        LaneMemory memory = new LaneMemory(CAST.document(), new Sentences(Map.of()), 100, change -> Optional.empty());
        return new LaneStory(0, memory, new long[Flow.TOPICS.size()], place -> false);
    }

    private static Fact fact(Topic topic, long offset, Event event) {
        return new Fact(new Place(topic, 0, offset, 0), Instant.EPOCH, event, List.of());
    }

    private static Map<ChangeId, List<Notification>> byChange(Telling telling) {
        return telling.told().stream()
                .collect(Collectors.groupingBy(
                        notification -> notification.change().subject().change()));
    }

    private static Map<ChangeId, Set<String>> stories(Telling telling) {
        return byChange(telling).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .map(notification -> notification.id() + notification.data())
                                .collect(Collectors.toCollection(TreeSet::new))));
    }

    /** What is caused comes after its cause. */
    private static void isInOrder(List<Notification> story) {
        List<Step> steps = story.stream().map(Notification::step).toList();
        assertThat(steps.get(0)).isEqualTo(Step.SUBMITTED);
        if (steps.contains(Step.COMMITTED)) {
            assertThat(steps)
                    .containsSubsequence(Step.SUBMITTED, Step.APPROVED, Step.DECIDED, Step.SEALED, Step.COMMITTED);
        } else {
            assertThat(steps).containsExactly(Step.SUBMITTED, Step.REFUSED, Step.REFUSED, Step.REJECTED);
        }
    }
}
