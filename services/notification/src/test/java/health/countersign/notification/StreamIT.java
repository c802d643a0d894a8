package health.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.Event;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.notification.NotificationSettings.StreamSettings;
import health.countersign.platform.log.Topic;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamIT {
    @TempDir
    static Path directory;

    private static Stage stage;

    private final Play play = new Play(stage.cast(), System.identityHashCode(this));

    @BeforeAll
    static void start() throws IOException {
        stage = Stage.start(directory, 1_000, StreamSettings.defaults());
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void theWholeLifeOfAChangeIsToldInOrder() {
        Proposal proposal = propose(Section.MEDICAL, Cast.RIVERSIDE);
        Listener listener = listen(Cast.ST_MARY, "?cards=" + proposal.header().card());

        stage.commit(play, List.of(proposal), Cast.ST_MARY, Cast.NORTHSTAR);

        await().until(() -> listener.ids().size() == 6);
        assertThat(listener.events())
                .extracting(event -> Step.of(event.getString("type")).orElseThrow())
                .startsWith(Step.SUBMITTED)
                .endsWith(Step.DECIDED, Step.SEALED, Step.COMMITTED);
        assertThat(listener.events())
                .extracting(event -> event.getString("sequence"))
                .containsExactly("1", "2", "3", "4", "5", "6");
        JsonObject committed = listener.events().get(5);
        assertThat(committed.getString("specversion")).isEqualTo("1.0");
        assertThat(committed.getString("subject")).isEqualTo(committed.getString("partitionkey"));
        assertThat(committed.getString("txid")).hasSize(64);
        assertThat(committed.getLong("height")).isPositive();
        assertThat(listener.events().get(0).getJsonObject("data").getJsonArray("awaiting"))
                .containsExactlyInAnyOrder("lakeside", "meridian", "northstar", "st-mary");
    }

    @Test
    void aRefusalTellsItsCodeItsPointerAndTheSentenceOfTheCatalogue() {
        Proposal proposal = propose(Section.MEDICAL, Cast.RIVERSIDE);
        Listener listener = listen(
                Cast.RIVERSIDE, "?types=refused&cards=" + proposal.header().card());

        append(Topic.PROPOSALS, proposal, play.submitted(proposal));
        append(Topic.ANSWERS, proposal, play.refused(proposal, Cast.ST_MARY, "encounter-outside", "/entries/0"));

        await().until(() -> !listener.ids().isEmpty());
        JsonObject reason = listener.events()
                .get(0)
                .getJsonObject("data")
                .getJsonArray("reasons")
                .getJsonObject(0);
        assertThat(reason.getMap())
                .containsEntry("code", "encounter-outside")
                .containsEntry("pointer", "/entries/0")
                .containsEntry("sentence", "The entry begins outside its encounter.");
    }

    @Test
    void whatIsForgedIsNotTold() {
        Proposal proposal = propose(Section.MEDICAL, Cast.RIVERSIDE);
        Listener listener = listen(Cast.RIVERSIDE, "?cards=" + proposal.header().card());

        append(Topic.PROPOSALS, proposal, play.submitted(proposal));
        append(Topic.ANSWERS, proposal, play.forged(proposal, Cast.NORTHSTAR, Cast.MERIDIAN));
        append(Topic.ANSWERS, proposal, play.approved(proposal, Cast.MERIDIAN));

        await().until(() -> listener.ids().size() == 2);
        assertThat(listener.ids().get(1)).endsWith("/approved/meridian");
    }

    @Test
    void aStreamGoesOnFromAnyCursorWithoutLossAndAcrossARestart() {
        List<Proposal> proposals = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            proposals.add(play.propose(play.card(1), Section.MEDICAL, Cast.RIVERSIDE));
        }
        Listener first = listen(Cast.RIVERSIDE, "?own=true");
        stage.commit(play, proposals, Cast.ST_MARY, Cast.NORTHSTAR);
        await().until(() -> first.ids().size() == 30);

        stage.restart(1_000, StreamSettings.defaults());

        for (int cut : List.of(1, 7, 16, 25, 29)) {
            Listener second = listen(Cast.RIVERSIDE, "?own=true&cursor=" + first.cursorAfter(cut));
            await().until(() -> second.ids().size() >= 30 - cut);
            List<String> all = new ArrayList<>(first.ids().subList(0, cut));
            all.addAll(second.ids());
            assertThat(all).containsExactlyInAnyOrderElementsOf(first.ids());
            assertThat(second.events())
                    .extracting(event -> Long.parseLong(event.getString("sequence")))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(cut + 1, 30).boxed().toList());
            second.close();
        }
    }

    @Test
    void whatTheWindowHasForgottenIsReadFromTheLogAgain() {
        Proposal early = propose(Section.MEDICAL, Cast.LAKESIDE);
        Listener first = listen(Cast.LAKESIDE, "?own=true");
        stage.commit(play, List.of(early), Cast.ST_MARY, Cast.NORTHSTAR);
        await().until(() -> first.ids().size() == 6);
        for (int i = 0; i < 6; i++) {
            List<Proposal> many = new ArrayList<>();
            for (int j = 0; j < 40; j++) {
                many.add(play.propose(play.card(i % 4), Section.IDENTITY, Cast.RIVERSIDE));
            }
            stage.commit(play, many, Cast.ST_MARY, Cast.NORTHSTAR);
        }

        Listener second = listen(Cast.LAKESIDE, "?cursor=" + first.cursorAfter(2));

        await().atMost(120, TimeUnit.SECONDS).until(() -> second.ids().size() >= 4 + 6 * 40 * 6);
        assertThat(second.ids()).containsSubsequence(first.ids().subList(2, 6));
        assertThat(second.ids()).doesNotHaveDuplicates();
    }

    @Test
    void severalSubscriptionsShareASocketAndEachHasItsOwnNumbers() {
        Proposal proposal = propose(Section.BILLING, Cast.MERIDIAN);
        Listener listener = listen(Cast.MERIDIAN, "");
        listener.send(subscribe("all", new JsonObject()));
        listener.send(subscribe("outcomes", new JsonObject().put("types", new JsonArray().add("committed"))));
        await().until(() -> listener.messages("subscribed").size() == 2);

        stage.commit(play, List.of(proposal), Cast.NORTHSTAR, Cast.ST_MARY);

        await().until(() -> listener.events().stream()
                        .filter(event -> event.getString("id").endsWith("/committed"))
                        .count()
                == 2);
        JsonObject outcome = listener.messages("event").stream()
                .filter(message -> message.getString("subscription").equals("outcomes"))
                .findFirst()
                .orElseThrow();
        assertThat(outcome.getJsonObject("event").getString("sequence")).isEqualTo("1");
    }

    @Test
    void noMoreIsSentThanTheWindowThatTheClientAllowsUntilItAcknowledges() {
        Proposal proposal = propose(Section.MEDICAL, Cast.RIVERSIDE);
        Listener listener = listen(Cast.RIVERSIDE, "");
        listener.send(subscribe("a", new JsonObject().put("own", true)).put("window", 4));
        await().until(() -> listener.messages("subscribed").size() == 1);

        stage.commit(play, List.of(proposal), Cast.ST_MARY, Cast.NORTHSTAR);
        await().until(() -> listener.ids().size() == 4);
        listener.send(new JsonObject().put("type", "ack").put("id", "a").put("cursor", listener.cursorAfter(2)));

        await().until(() -> listener.ids().size() == 6);
    }

    @Test
    void anApplicantWithoutTicketOrTokenIsClosedWith4401() throws Exception {
        Listener without = Listener.connect(stage, "", Map.of());
        Listener unknown = Listener.connect(stage, "?ticket=AAAA", Map.of());

        assertThat(without.closed().get(120, TimeUnit.SECONDS)).isEqualTo((short) 4401);
        assertThat(unknown.closed().get(120, TimeUnit.SECONDS)).isEqualTo((short) 4401);
    }

    @Test
    void aTicketOpensOneStreamOnce() throws Exception {
        JsonObject ticket = new JsonObject(
                Http.post(stage, "/v1/tickets", stage.token(Cast.RIVERSIDE)).body());
        String query = "?cursor=now&ticket=" + ticket.getString("ticket");

        Listener first = Listener.connect(stage, query, Map.of());
        Listener second = Listener.connect(stage, query, Map.of());

        await().until(() -> first.messages("subscribed").size() == 1);
        assertThat(second.closed().get(120, TimeUnit.SECONDS)).isEqualTo((short) 4401);
    }

    @Test
    void aPageOfAnotherOriginMayNotConnect() {
        Map<String, String> headers =
                Map.of("authorization", "Bearer " + stage.token(Cast.RIVERSIDE), "origin", "https://elsewhere.example");

        assertThatThrownBy(() -> Listener.connect(stage, "", headers))
                .hasRootCauseMessage("WebSocket upgrade failure: 403");
    }

    @Test
    void aFilterThatNobodyCanSatisfyAndACursorThatIsNotOursAreRefused() {
        for (String query : List.of("?sections=dental", "?organizations=nobody", "?types=eaten", "?cursor=AAAA")) {
            Listener listener = listen(Cast.RIVERSIDE, query);

            await().until(() -> listener.messages("refused").size() == 1);
            assertThat(listener.messages("subscribed")).isEmpty();
        }
    }

    private static JsonObject subscribe(String id, JsonObject filter) {
        return new JsonObject().put("type", "subscribe").put("id", id).put("filter", filter);
    }

    private static Listener listen(OrganizationId organization, String query) {
        Listener listener = Listener.of(stage, stage.token(organization), query);
        if (!query.isEmpty()) {
            await().until(() -> !listener.messages("subscribed").isEmpty()
                    || !listener.messages("refused").isEmpty());
        }
        return listener;
    }

    private Proposal propose(Section section, OrganizationId author) {
        return play.propose(play.card(), section, author);
    }

    private static void append(Topic topic, Proposal proposal, Event event) {
        stage.append(topic, proposal.header().card().lane(Cast.LANES), event);
    }
}
