package health.countersign.notification;

import health.countersign.domain.CardId;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import java.util.Set;

/**
 * What a subscriber wants to hear of; an empty set wants everything of its kind.
 *
 * @param organizations authors of changes and those who answer them
 * @param own only changes by the subscriber's own organization
 */
record Filter(
        Set<Step> steps, Set<Section> sections, Set<OrganizationId> organizations, Set<CardId> cards, boolean own) {
    static final Filter EVERYTHING = new Filter(Set.of(), Set.of(), Set.of(), Set.of(), false);

    Filter {
        steps = Set.copyOf(steps);
        sections = Set.copyOf(sections);
        organizations = Set.copyOf(organizations);
        cards = Set.copyOf(cards);
    }

    boolean matches(Notification notification, OrganizationId subscriber) {
        OrganizationId author = notification.change().subject().author();
        return wants(steps, notification.step())
                && wants(sections, notification.change().subject().section())
                && wants(cards, notification.change().subject().card())
                && (!own || author.equals(subscriber))
                && (wants(organizations, author)
                        || notification.actor().map(organizations::contains).orElse(false));
    }

    private static <T> boolean wants(Set<T> wanted, T value) {
        return wanted.isEmpty() || wanted.contains(value);
    }
}
