package health.countersign.app.demo;

import health.countersign.app.attack.Attacks;
import health.countersign.app.verify.LaneReport;
import health.countersign.app.verify.LedgerReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a demo went, as a table.
 *
 * @param account what became of the entries
 * @param load how the changes went
 * @param attacks how the attacks went
 * @param flawedChange the change that an attack left on the ledger, which verifying must find wanting
 * @param before the verdict on the ledger before the demo: it may hold what the attacks of an earlier one left there
 * @param ledger the verdict of a fresh process afterwards
 * @param faults whatever else is not as it must be
 */
record DemoReport(
        Account account,
        Load load,
        Attacks.Report attacks,
        Optional<String> flawedChange,
        LedgerReport before,
        LedgerReport ledger,
        List<String> faults) {
    DemoReport {
        faults = List.copyOf(faults);
    }

    /** How the changes of the patients went. */
    record Load(int changes, double seconds, Latencies latencies) {
        static Load of(Loading.Loaded loaded) {
            List<Long> nanos = loaded.fates().stream()
                    .filter(Fate::isCommitted)
                    .map(Fate::nanos)
                    .toList();
            return new Load(nanos.size(), loaded.seconds(), new Latencies(nanos));
        }

        double perSecond() {
            return seconds <= 0 ? 0 : changes / seconds;
        }
    }

    /** Whether every entry is accounted for, every attack held off, and the ledger's verdict is what it must be. */
    boolean good() {
        return problems().isEmpty();
    }

    /** What is not as it must be, in sentences. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(faults);
        if (account.unaccounted() > 0) {
            problems.add("%,d entries are not accounted for".formatted(account.unaccounted()));
        }
        if (attacks.held() < attacks.results().size()) {
            problems.add("%d attacks had their way".formatted(attacks.results().size() - attacks.held()));
        }
        List<LaneReport.Flaw> found = new ArrayList<>(ledger.flaws());
        found.removeAll(before.flaws());
        found.stream()
                .filter(flaw -> flaw.change().isEmpty() || !flaw.change().equals(flawedChange))
                .forEach(flaw -> problems.add("on the ledger: " + flaw.line()));
        if (flawedChange.isPresent()
                && found.stream().noneMatch(flaw -> flaw.change().equals(flawedChange))) {
            problems.add("verifying did not find the change that lacks its quorum");
        }
        return problems;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(row("entries read", "%,d".formatted(account.read())));
        lines.add(row("  committed", "%,d".formatted(account.committed())));
        account.refused().forEach((why, count) -> lines.add(row("  refused", "%,d  %s".formatted(count, why))));
        account.left().forEach((why, count) -> lines.add(row("  not sent", "%,d  %s".formatted(count, why))));
        lines.add(row("  unaccounted for", "%,d".formatted(account.unaccounted())));
        lines.add(row(
                "changes committed",
                "%,d in %.1f s, %.0f changes/s".formatted(load.changes(), load.seconds(), load.perSecond())));
        lines.add(row("submit to committed", load.latencies().toString()));
        lines.add(row(
                "transactions",
                "%,d in %d lanes"
                        .formatted(ledger.transactions(), ledger.lanes().size())));
        lines.add(row(
                "attacks",
                "%d of %d refused or flagged"
                        .formatted(attacks.held(), attacks.results().size())));
        ledger.lanes().forEach(lane -> {
            String verdict = lane.stands() ? "stands" : "stands but for what an attack left there";
            lines.add(row(
                    "lane " + lane.lane(),
                    "%,d transactions, %,d changes, %s".formatted(lane.transactions(), lane.changes(), verdict)));
            lane.flaws().forEach(flaw -> lines.add(row("", flaw.line())));
        });
        problems().forEach(problem -> lines.add(row("PROBLEM", problem)));
        lines.add(row("verdict", good() ? "everything is as it must be" : "NOT as it must be"));
        return lines;
    }

    private static String row(String name, String value) {
        return "  %-20s %s".formatted(name, value);
    }
}
