package health.countersign.app.bundle;

import java.util.List;

/**
 * One patient's steps.
 *
 * @param patient the id of the Patient in the bundle; for people it is enough, and it is no name
 * @param steps in an order in which they can be sent one after the other; the first opens the card
 */
public record CardPlan(String patient, List<Step> steps) {
    /** How many entries its steps hold. */
    public int entries() {
        return steps.stream().mapToInt(step -> step.entries().size()).sum();
    }
}
