package health.countersign.app.bundle;

import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import java.util.List;
import java.util.SortedSet;

/**
 * One change to send.
 *
 * @param number its place on its card, from 0: the steps before it can be sent before it
 * @param author the organization through which it goes
 * @param entries usually one; several if they refer to each other in a circle
 * @param after the steps that must have been sent (and shown in the log) before it: what it refers to, an earlier
 *     version of the same entry, the step that opens the card and the one that starts its section
 * @param citations what it must cite, each from the step that sends the cited entry
 * @param last whether it refers to so many others that it should be sent when they are committed
 */
public record Step(
        int number,
        Section section,
        OrganizationId author,
        List<BundleEntry> entries,
        SortedSet<Integer> after,
        List<Cited> citations,
        boolean last) {

    /** An entry to cite, and the step whose change holds it. */
    public record Cited(int step, String name) {}

    /** Whether this step opens its card. */
    public boolean opensCard() {
        return number == 0;
    }
}
