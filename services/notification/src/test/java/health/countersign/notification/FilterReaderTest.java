package health.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.countersign.domain.CardId;
import health.countersign.domain.MalformedException;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilterReaderTest {
    private static final Cast CAST = new Cast();
    private static final Play PLAY = new Play(CAST, 9);
    private final FilterReader reader = new FilterReader(CAST.document());

    @Test
    void everyPartOfAFilterNarrowsIt() {
        Proposal proposal = PLAY.propose(PLAY.card(), Section.MEDICAL, Cast.RIVERSIDE);
        CardId card = proposal.header().card();
        Notification submitted = submitted(proposal);

        assertThat(matches(submitted, Map.of())).isTrue();
        assertThat(matches(submitted, Map.of("types", List.of("submitted", "committed"))))
                .isTrue();
        assertThat(matches(submitted, Map.of("types", List.of("health.countersign.refused.v1"))))
                .isFalse();
        assertThat(matches(submitted, Map.of("sections", List.of("medical")))).isTrue();
        assertThat(matches(submitted, Map.of("sections", List.of("billing")))).isFalse();
        assertThat(matches(submitted, Map.of("organizations", List.of("riverside"))))
                .isTrue();
        assertThat(matches(submitted, Map.of("organizations", List.of("st-mary"))))
                .isFalse();
        assertThat(matches(submitted, Map.of("cards", List.of(card.value())))).isTrue();
        assertThat(matches(submitted, Map.of("cards", List.of(PLAY.card().value()))))
                .isFalse();
        assertThat(matches(submitted, Map.of("own", true))).isFalse();
    }

    @Test
    void whatNobodyCanSatisfyIsRefusedWithAPointerToIt() {
        refused(Map.of("types", List.of("submitted", "eaten")), "/types/1");
        refused(Map.of("sections", List.of("dental")), "/sections/0");
        refused(Map.of("organizations", List.of("nobody")), "/organizations/0");
        refused(Map.of("cards", List.of("not-a-card")), "/cards/0");
        refused(Map.of("sections", List.of()), "/sections");
        refused(Map.of("own", "yes"), "/own");
        refused(Map.of("colour", List.of("blue")), "");
    }

    private void refused(Map<String, Object> filter, String pointer) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> reader.of(filter))
                .satisfies(failure -> assertThat(failure.pointer()).isEqualTo(pointer));
    }

    private boolean matches(Notification notification, Map<String, Object> filter) {
        return reader.of(filter).matches(notification, Cast.LAKESIDE);
    }

    private static Notification submitted(Proposal proposal) {
        return new Notification(
                Step.SUBMITTED,
                ChangeFacts.of(proposal, CAST.document()),
                Optional.of(proposal.header().author()),
                "",
                new Place(Flow.TOPICS.get(0), 0, 0, 0),
                Instant.EPOCH,
                Optional.empty(),
                Map.of());
    }
}
