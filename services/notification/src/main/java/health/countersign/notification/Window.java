package health.countersign.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The latest notifications of all lanes in the order in which this process told them, bounded. Lives on one context.
 */
final class Window {
    private final Told[] ring;
    private final List<Marks> base;
    private final List<long[]> frontier;
    private final List<long[]> lookback;
    private final List<Runnable> listeners = new ArrayList<>();
    private long first;
    private long end;

    /**
     * @param size how many notifications it holds
     * @param from next offsets at which the reading began, by lane and topic
     */
    Window(int size, List<long[]> from) {
        this.ring = new Told[size];
        this.base = from.stream().map(next -> Marks.at(next, next)).toList();
        this.frontier = copies(from);
        this.lookback = copies(from);
    }

    private static List<long[]> copies(List<long[]> of) {
        return new ArrayList<>(of.stream().map(long[]::clone).toList());
    }

    /** Adds what a lane told, and where the lane stands now; listeners hear of it at once. */
    void add(int lane, List<Told> told, long[] newFrontier, long[] newLookback) {
        told.forEach(this::add);
        frontier.set(lane, newFrontier);
        lookback.set(lane, newLookback);
        List.copyOf(listeners).forEach(Runnable::run);
    }

    private void add(Told entry) {
        if (end - first == ring.length) {
            Told forgotten = ring[(int) (first % ring.length)];
            base.get(forgotten.notification().place().lane()).pass(forgotten);
            first++;
        }
        ring[(int) (end % ring.length)] = entry;
        end++;
    }

    /** Calls back whenever something was added; the result ends that. */
    Runnable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Whether it holds everything that comes after this progress. */
    boolean covers(Progress progress) {
        return IntStream.range(0, base.size())
                .allMatch(lane -> progress.lane(lane).cover(base.get(lane)));
    }

    /** Number of the oldest entry that it still holds; entries are numbered in their order. */
    long first() {
        return first;
    }

    /** Number that the next entry will have. */
    long end() {
        return end;
    }

    /** The entry of this number, from {@link #first()} until before {@link #end()}. */
    Told get(long number) {
        if (number < first || number >= end) {
            throw new IndexOutOfBoundsException("entry " + number);
        }
        return ring[(int) (number % ring.length)];
    }

    /** Whoever has had every entry is here. */
    Progress now() {
        return new Progress(
                IntStream.range(0, base.size())
                        .mapToObj(lane -> Marks.at(frontier.get(lane), lookback.get(lane)))
                        .toList(),
                0);
    }

    /** Everything that was told before is behind this progress too. */
    void reach(Progress progress) {
        for (int lane = 0; lane < frontier.size(); lane++) {
            progress.lane(lane).reach(frontier.get(lane), lookback.get(lane));
        }
    }

    /** Whoever begins with the last so many entries is here. */
    Progress recent(int entries) {
        Progress progress = now();
        for (long number = end - 1; number >= Math.max(first, end - entries); number--) {
            Told entry = get(number);
            progress.lane(entry.notification().place().lane()).back(entry);
        }
        return progress;
    }

    /** Whoever begins with the oldest entry is here. */
    Progress oldest() {
        return new Progress(base.stream().map(Marks::copy).toList(), 0);
    }
}
