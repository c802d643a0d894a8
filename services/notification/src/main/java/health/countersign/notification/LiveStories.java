package health.countersign.notification;

import java.util.List;

/** Puts what is told now into the window, where subscriptions find it. */
record LiveStories(Window window) implements LogStories.Audience {
    @Override
    public boolean isFull() {
        return false; // the window forgets what is oldest
    }

    @Override
    public void hear(int lane, List<Told> told, LaneStory story) {
        window.add(lane, told, story.frontier(), story.lookback());
    }
}
