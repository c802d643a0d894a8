package health.countersign.app.leak;

import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The canaries of a run, and who may read which: what the document says of the section, among the card's parties. */
public final class Secrets {
    private final ConsortiumDocument document;
    private final List<Secret> secrets = new ArrayList<>();
    private final Set<String> all = new HashSet<>();
    private int made = 90_000;

    private record Secret(String text, Section section, Parties parties) {}

    public Secrets(ConsortiumDocument document) {
        this.document = document;
    }

    /** A new one that readers of this section may read, on a card of these parties. */
    public String make(Section section, Parties parties) {
        String text = make();
        secrets.add(new Secret(text, section, parties));
        return text;
    }

    /** A new one that stays with whom it was told. */
    public String make() {
        String text = "Kanarie%05dqzj".formatted(++made);
        all.add(text);
        return text;
    }

    /** Those of a bundle whose card is of all. */
    public void add(CanaryBundle bundle) {
        for (Section section : Section.values()) {
            bundle.texts(section).forEach(text -> secrets.add(new Secret(text, section, Parties.ALL)));
        }
        add(bundle.canaries());
    }

    /** Some that must not be in what is shared, whoever may read them. */
    public void add(Collection<String> texts) {
        all.addAll(texts);
    }

    /** Finds any of them. */
    public Scan any() {
        return new Scan(all);
    }

    /** Finds those that an organization may not read. */
    public Scan keptFrom(OrganizationId reader) {
        return new Scan(secrets.stream()
                .filter(secret -> !reads(reader, secret.section(), secret.parties()))
                .map(Secret::text)
                .toList());
    }

    /** Whether somebody may read a section of a card. */
    public boolean reads(OrganizationId reader, Section section, Parties parties) {
        return isParty(reader, parties) && document.reads(reader, section);
    }

    /** Whether somebody is a party: who is no member is none. */
    public boolean isParty(OrganizationId reader, Parties parties) {
        return document.organization(reader).isPresent() && parties.include(reader);
    }
}
