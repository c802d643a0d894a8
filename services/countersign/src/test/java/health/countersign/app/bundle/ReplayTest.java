package health.countersign.app.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import health.countersign.billing.BillingRules;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Digest;
import health.countersign.domain.Section;
import health.countersign.insurance.InsuranceRules;
import health.countersign.medical.MedicalRules;
import health.countersign.member.review.CardEntry;
import health.countersign.member.review.CardMemory;
import health.countersign.member.review.CitedEntry;
import health.countersign.member.review.Facts;
import health.countersign.member.review.ProposedChange;
import health.countersign.member.review.RuleBook;
import health.countersign.member.review.RuleSettings;
import health.countersign.member.review.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whole patients through the rules of all five organizations: nothing legitimate is refused. */
class ReplayTest {
    private static final Set<Section> ALL = EnumSet.allOf(Section.class);
    private static final Set<Section> NOT_MEDICAL = EnumSet.complementOf(EnumSet.of(Section.MEDICAL));

    private final Map<String, Long> remarks = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();

    @Test
    void noBundledEntryIsRefusedByAnyOrganization() {
        for (List<BundleEntry> bundle : Bundles.bundled()) {
            replay(bundle);
        }

        assertThat(refusals).isEmpty();
        assertThat(remarks.keySet()).containsExactly("answer-pays-more", "outside-visit");
    }

    @Test
    void noSampleEntryIsRefusedByAnyOrganization() throws IOException {
        Optional<Path> samples = Bundles.samples();
        assumeTrue(samples.isPresent());

        replay(BundleReader.directory(samples.get()));

        assertThat(refusals).isEmpty();
        assertThat(remarks).containsEntry("answer-pays-more", 9L * 5).containsEntry("outside-visit", 72L * 3);
    }

    private void replay(List<BundleEntry> entries) {
        BundlePlan plan = new BundleOrder(Bundles.OWNERS).plan(entries);
        assertThat(plan.left()).isEmpty();
        assertThat(plan.entries()).isEqualTo(entries.size());
        plan.cards().forEach(this::replay);
    }

    private void replay(CardPlan plan) {
        CardId card = CardId.random();
        Map<String, CardMemory> states = new LinkedHashMap<>();
        books().keySet().forEach(who -> states.put(who, new CardMemory(sections(who))));
        Map<Integer, ProposedChange> sent = new HashMap<>();
        Map<String, ChangeId> latest = new HashMap<>();
        for (Step step : plan.steps()) {
            ProposedChange change = change(card, step, sent, latest);
            sent.put(step.number(), change);
            change.touches().keySet().forEach(name -> latest.put(name, id(card, step.number())));
            books().forEach((who, book) -> {
                CardMemory state = states.get(who);
                if (state.reads(step.section())) {
                    note(who, step, book.review(change, state));
                }
                state.apply(id(card, step.number()), change.entries());
            });
        }
    }

    private void note(String who, Step step, Verdict verdict) {
        verdict.remarks().forEach(remark -> remarks.merge(remark.code(), 1L, Long::sum));
        verdict.refusals()
                .forEach(refusal -> refusals.add(
                        who + " " + refusal + " " + step.entries().get(0).name()));
    }

    private static ProposedChange change(
            CardId card, Step step, Map<Integer, ProposedChange> sent, Map<String, ChangeId> latest) {
        List<CardEntry> entries =
                step.entries().stream().map(BundleEntry::onCard).toList();
        List<CitedEntry> citations = step.citations().stream()
                .map(cited -> sent.get(cited.step()).entries().stream()
                        .filter(entry -> entry.name().equals(cited.name()))
                        .map(entry -> new BundleEntry("", 0, entry.resource(), new byte[0]))
                        .findFirst()
                        .orElseThrow()
                        .index()
                        .cite(id(card, cited.step())))
                .toList();
        ProposedChange bare = new ProposedChange(card, step.section(), step.author(), "", entries, Map.of(), citations);
        Map<String, Optional<ChangeId>> touches = entries.stream()
                .flatMap(entry -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(entry.name()), Facts.of(entry, bare).stream()))
                .collect(Collectors.toMap(
                        Function.identity(), name -> Optional.ofNullable(latest.get(name)), (one, two) -> one));
        return new ProposedChange(card, step.section(), step.author(), "", entries, touches, citations);
    }

    private static ChangeId id(CardId card, int step) {
        return new ChangeId(
                Digest.of((card + "/" + step).getBytes(StandardCharsets.UTF_8)).hex());
    }

    private static Map<String, RuleBook> books() {
        RuleSettings settings = RuleSettings.defaults();
        Map<String, RuleBook> books = new LinkedHashMap<>();
        Bundles.OWNERS.medical().forEach(hospital -> books.put(hospital.value(), MedicalRules.book(settings)));
        books.put(Bundles.OWNERS.billing().value(), BillingRules.book(settings));
        books.put(Bundles.OWNERS.insurance().value(), InsuranceRules.book(settings));
        return books;
    }

    private static Set<Section> sections(String who) {
        return who.equals("billing-office") || who.equals("insurer") ? NOT_MEDICAL : ALL;
    }
}
