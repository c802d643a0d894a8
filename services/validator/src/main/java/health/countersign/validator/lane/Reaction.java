package health.countersign.validator.lane;

import health.countersign.domain.Event;
import java.util.ArrayList;
import java.util.List;

/** What follows from one event: what the validator says, and why the event itself counts for nothing, if so. */
public final class Reaction {
    private final List<Event> said = new ArrayList<>();
    private final List<String> misfits = new ArrayList<>();
    private final List<String> alarms = new ArrayList<>();

    void say(Event event) {
        said.add(event);
    }

    /** The event goes to the dead letters, for this reason: a code, never content. */
    void misfit(String reason) {
        misfits.add(reason);
    }

    /** Something that honest members do not cause; somebody should look. */
    void alarm(String words) {
        alarms.add(words);
    }

    /** In the order in which they go to the log. */
    public List<Event> said() {
        return List.copyOf(said);
    }

    public List<String> misfits() {
        return List.copyOf(misfits);
    }

    public List<String> alarms() {
        return List.copyOf(alarms);
    }
}
