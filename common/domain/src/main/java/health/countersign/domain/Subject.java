package health.countersign.domain;

/** Which change an event tells of, with what is needed to route and to filter it. */
public record Subject(ChangeId change, CardId card, Section section, OrganizationId author) {
    public static Subject of(Proposal proposal) {
        Header header = proposal.header();
        return new Subject(proposal.id(), header.card(), header.section(), header.author());
    }

    Object tree() {
        return Trees.object(
                "change", change.hex(), "card", card.value(), "section", section.wire(), "author", author.value());
    }

    static Subject of(Object tree) {
        Fields fields = Fields.of(tree);
        Subject subject = new Subject(
                fields.value("change", ChangeId::new),
                fields.value("card", CardId::new),
                fields.value("section", Section::of),
                fields.value("author", OrganizationId::new));
        fields.end();
        return subject;
    }
}
