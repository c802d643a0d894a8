package health.countersign.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.attack.Attacks;
import health.countersign.app.bundle.BundleEntry;
import health.countersign.app.bundle.BundlePlan;
import health.countersign.app.bundle.BundleReader;
import health.countersign.app.bundle.Left;
import health.countersign.app.bundle.Step;
import health.countersign.app.verify.LaneReport;
import health.countersign.app.verify.LaneReport.Flaw;
import health.countersign.app.verify.LedgerReport;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DemoReportTest {
    private static final Attacks.Report NO_ATTACKS = new Attacks.Report(List.of(), List.of());
    private static final LedgerReport GOOD = new LedgerReport(List.of(new LaneReport(0, 2, 1, List.of())), List.of());

    @Test
    void everyEntryIsCommittedOrRefusedOrLeft() throws Exception {
        List<BundleEntry> read = List.of(entry(0), entry(1), entry(2), entry(3));
        BundlePlan plan =
                new BundlePlan(List.of(), List.of(new Left("file", 2, "Basic", Left.Reason.UNSUPPORTED_TYPE)));
        List<Fate> fates =
                List.of(Fate.committed(step(0, entry(0)), "a", 5), Fate.refused(step(1, entry(1)), "b", "paid-twice"));

        Account account = Account.of(read, plan, fates);

        assertThat(account.committed()).isEqualTo(1);
        assertThat(account.refused()).containsEntry("Observation: paid-twice", 1L);
        assertThat(account.left()).containsEntry("its type is not supported: Basic", 1L);
        assertThat(account.unaccounted()).isEqualTo(1);
        assertThat(report(account, Optional.empty(), GOOD).problems())
                .containsExactly("1 entries are not accounted for");
    }

    @Test
    void anEntryOfTwoCardsIsCommittedOnlyIfItIsOnBoth() throws Exception {
        BundleEntry shared = entry(0);
        List<Fate> fates = List.of(Fate.refused(step(0, shared), "", "no"), Fate.committed(step(1, shared), "b", 5));

        Account account = Account.of(List.of(shared), new BundlePlan(List.of(), List.of()), fates);

        assertThat(account.committed()).isZero();
        assertThat(account.refusedCount()).isEqualTo(1);
    }

    @Test
    void theFlawOfAnAttackMustBeFoundAndNoOther() throws Exception {
        Account account = Account.of(List.of(), new BundlePlan(List.of(), List.of()), List.of());

        assertThat(report(account, Optional.of("c1"), flawed("c1")).good()).isTrue();
        assertThat(report(account, Optional.of("c1"), GOOD).good()).isFalse();
        assertThat(report(account, Optional.empty(), flawed("c1")).good()).isFalse();
        assertThat(report(account, Optional.of("c1"), flawed("c2")).lines())
                .anyMatch(line -> line.contains("PROBLEM") && line.contains("c2"))
                .last()
                .asString()
                .contains("NOT as it must be");
    }

    @Test
    void whatAnEarlierDemoLeftIsNoProblemOfThisOne() {
        Account account = Account.of(List.of(), new BundlePlan(List.of(), List.of()), List.of());

        assertThat(report(account, Optional.empty(), flawed("c1"), flawed("c1")).good())
                .isTrue();
        assertThat(report(account, Optional.of("c1"), flawed("c0"), flawed("c0"))
                        .problems())
                .containsExactly("verifying did not find the change that lacks its quorum");
    }

    private static LedgerReport flawed(String change) {
        Flaw flaw = new Flaw("t", 1, Optional.of(change), "quorum", "the approvals do not satisfy the policy");
        return new LedgerReport(List.of(new LaneReport(0, 2, 1, List.of(flaw))), List.of());
    }

    private static DemoReport report(Account account, Optional<String> flawedChange, LedgerReport ledger) {
        return report(account, flawedChange, GOOD, ledger);
    }

    private static DemoReport report(
            Account account, Optional<String> flawedChange, LedgerReport before, LedgerReport ledger) {
        DemoReport.Load load = new DemoReport.Load(1, 1, new Latencies(List.of()));
        return new DemoReport(account, load, NO_ATTACKS, flawedChange, before, ledger, List.of());
    }

    private static Step step(int number, BundleEntry entry) {
        return new Step(
                number,
                Section.MEDICAL,
                new OrganizationId("clinic"),
                List.of(entry),
                new TreeSet<>(),
                List.of(),
                false);
    }

    private static BundleEntry entry(int position) throws Exception {
        JsonArray entries = new JsonArray();
        for (int i = 0; i <= position; i++) {
            JsonObject resource =
                    new JsonObject().put("resourceType", "Observation").put("id", "o" + i);
            entries.add(new JsonObject().put("resource", resource));
        }
        JsonObject bundle = new JsonObject().put("resourceType", "Bundle").put("entry", entries);
        return BundleReader.read(
                        "file", new ByteArrayInputStream(bundle.toBuffer().getBytes()))
                .get(position);
    }
}
