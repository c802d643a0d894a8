package health.countersign.member.answer;

import health.countersign.domain.ChangeId;
import health.countersign.domain.Finding;
import health.countersign.domain.Header;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import health.countersign.member.answer.Reading.Opened;
import health.countersign.member.own.Self;
import health.countersign.member.review.CardEntry;
import health.countersign.member.review.ProposedChange;
import health.countersign.member.review.RuleBook;
import health.countersign.member.review.SectionTable;
import health.countersign.member.review.Verdict;
import health.countersign.member.store.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a reader checks beyond the header: that the content is bound to it, and the organization's own rules. */
final class ContentReview {
    private final Self self;
    private final RuleBook rules;
    private final Session session;
    private final Resources resources;

    ContentReview(Self self, RuleBook rules, Session session, Resources resources) {
        this.self = self;
        this.rules = rules;
        this.session = session;
        this.resources = resources;
    }

    Verdict review(Header header, Opened opened) {
        List<Finding> findings = new ArrayList<>(sections(header, opened));
        Optional<Map<String, Optional<ChangeId>>> names = names(header, opened);
        if (names.isEmpty()) {
            findings.add(Ground.TOUCHES_DIFFER.finding());
        }
        Citations.Checked citations =
                new Citations(session).check(header, opened.content().citations());
        findings.addAll(citations.findings());
        if (!findings.isEmpty()) {
            return new Verdict(findings, List.of());
        }
        ProposedChange change = new ProposedChange(
                header.card(),
                header.section(),
                header.author(),
                opened.content().reason(),
                opened.resources().stream()
                        .map(resource -> CardEntry.proposed(resource, header.section()))
                        .toList(),
                names.get(),
                citations.entries());
        return rules.review(change, StoredCard.underReview(self, session, resources, header.card(), header.needs()));
    }

    private static List<Finding> sections(Header header, Opened opened) {
        SectionTable table = SectionTable.r4();
        return IntStream.range(0, opened.content().entries().size())
                .filter(i -> table.sectionOf(opened.content().entries().get(i).type()) != header.section())
                .mapToObj(i -> Ground.SECTION_OTHER.at("/entries/" + i))
                .toList();
    }

    /** Each name that the header touches with its base; empty if it touches something else, or not all of it. */
    private static Optional<Map<String, Optional<ChangeId>>> names(Header header, Opened opened) {
        Map<TouchKey, String> names = new HashMap<>();
        opened.content().names().forEach(name -> names.put(opened.keys().touch(name), name));
        int required = names.size();
        Stream.of(TouchKey.CARD, TouchKey.keys(header.section()))
                .forEach(name -> names.put(TouchKey.structural(header.card(), name), name));
        Map<String, Optional<ChangeId>> touched = new HashMap<>();
        for (Touch touch : header.touches()) {
            String name = names.get(touch.key());
            if (name == null) {
                return Optional.empty();
            }
            touched.put(name, touch.base());
        }
        long structural = Stream.of(TouchKey.CARD, TouchKey.keys(header.section()))
                .filter(touched::containsKey)
                .count();
        return touched.size() - structural == required ? Optional.of(touched) : Optional.empty();
    }
}
