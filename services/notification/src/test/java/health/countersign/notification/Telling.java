package health.countersign.notification;

import health.countersign.domain.ChangeId;
import health.countersign.platform.log.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads a script's topics side by side in an order that a seed decides, and keeps what is told. */
final class Telling {
    private final LaneStory story;
    private final Window window;
    private final List<Notification> told = new ArrayList<>();

    private Telling(LaneStory story, Window window) {
        this.story = story;
        this.window = window;
    }

    /** Tells everything, with any interleaving of the topics. */
    static Telling of(Cast cast, Script script, long seed) {
        LaneMemory memory = memory(cast, change -> Optional.empty());
        return of(memory, script, seed, new long[Flow.TOPICS.size()], place -> false);
    }

    /** Tells again what comes after a progress, with what this telling knows of changes that began before. */
    Telling again(Cast cast, Script script, long seed, Marks progress) {
        long[] from = progress.lookback();
        LaneMemory memory = memory(cast, change -> story.memory().factsBefore(change, from));
        return of(memory, script, seed, from, progress.copy()::has);
    }

    private static LaneMemory memory(Cast cast, Function<ChangeId, Optional<ChangeFacts>> elsewhere) {
        return new LaneMemory(cast.document(), new Sentences(Map.of()), 10_000, elsewhere);
    }

    private static Telling of(LaneMemory memory, Script script, long seed, long[] from, Predicate<Place> had) {
        List<long[]> starts = new ArrayList<>();
        for (int lane = 0; lane < Cast.LANES; lane++) {
            starts.add(lane == Script.LANE ? from : new long[Flow.TOPICS.size()]);
        }
        Telling telling = new Telling(new LaneStory(Script.LANE, memory, from, had), new Window(10_000, starts));
        telling.read(script, new Random(seed), from);
        return telling;
    }

    private void read(Script script, Random random, long[] from) {
        Map<Topic, List<Fact>> rest = new EnumMap<>(Topic.class);
        Flow.TOPICS.forEach(topic -> rest.put(
                topic,
                new ArrayList<>(script.facts(topic).stream()
                        .filter(fact -> fact.place().offset() >= from[Flow.index(topic)])
                        .toList())));
        rest.values().removeIf(List::isEmpty);
        List<Topic> left = new ArrayList<>(rest.keySet());
        while (!left.isEmpty()) {
            Topic topic = left.get(random.nextInt(left.size()));
            List<Fact> facts = rest.get(topic);
            int count = 1 + random.nextInt(Math.min(4, facts.size()));
            List<Fact> poll = List.copyOf(facts.subList(0, count));
            facts.subList(0, count).clear();
            offer(topic, poll);
            if (facts.isEmpty()) {
                left.remove(topic);
            }
        }
    }

    private void offer(Topic topic, List<Fact> poll) {
        story.offer(topic, poll, poll.get(poll.size() - 1).place().offset() + 1);
        List<Told> news = story.advance();
        news.forEach(each -> told.add(each.notification()));
        window.add(Script.LANE, news, story.frontier(), story.lookback());
    }

    List<Notification> told() {
        return told;
    }

    Window window() {
        return window;
    }

    LaneStory story() {
        return story;
    }

    /** What somebody hears who goes on from here in this telling's window. */
    List<String> after(Progress progress, Consumer<Progress> each) {
        List<String> heard = new ArrayList<>();
        for (long number = window.first(); number < window.end(); number++) {
            Told entry = window.get(number);
            Place place = entry.notification().place();
            if (!progress.has(place)) {
                progress.lane(place.lane()).pass(entry);
                heard.add(entry.notification().id());
                each.accept(progress);
            }
        }
        return heard;
    }
}
