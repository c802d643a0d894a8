package health.countersign.app.demo;

import health.countersign.app.attack.Arena;
import health.countersign.app.attack.Attacks;
import health.countersign.app.attack.Cast;
import health.countersign.app.attack.Forge;
import health.countersign.app.attack.Victim;
import health.countersign.app.attack.Witness;
import health.countersign.app.bundle.BundleEntry;
import health.countersign.app.bundle.BundleOrder;
import health.countersign.app.bundle.BundlePlan;
import health.countersign.app.bundle.Owners;
import health.countersign.app.client.Doors;
import health.countersign.app.console.Console;
import health.countersign.app.console.Progress;
import health.countersign.app.consortium.RunningConsortium;
import health.countersign.app.verify.LedgerAudit;
import health.countersign.app.verify.LedgerReport;
import health.countersign.ledger.Ed25519;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.operations.WallClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A demo against a consortium that runs. Blocks. */
public final class DemoRun {
    private static final long PATIENCE_SECONDS = 60;

    private final Console console;
    private final DemoSettings settings;
    private final List<BundleEntry> entries;

    /** Reads the bundles, before anything is started. */
    public DemoRun(Console console, DemoSettings settings) {
        this.console = console;
        this.settings = settings;
        this.entries = Patients.read(settings.input());
    }

    /**
     * Sends the patients, attacks, verifies, and tells how it went.
     *
     * @param halfWay what is done to the consortium, on a thread of its own, when half of the changes have their fate
     * @return whether all is as it must be
     */
    public boolean against(RunningConsortium consortium, Runnable halfWay) throws Exception {
        Cast cast = Cast.of(consortium.consortium().document());
        BundlePlan plan = new BundleOrder(new Owners(cast.medical(), cast.billing(), cast.insurance())).plan(entries);
        console.line("%,d entries of %,d patients, %,d of them to send"
                .formatted(entries.size(), plan.cards().size(), plan.entries()));
        try (Visit visit = new Visit(consortium.files())) {
            Doors doors = visit.doors();
            LedgerReport before = audit(doors);
            Loading.Loaded loaded = load(doors, plan, halfWay);
            List<String> faults = new ArrayList<>(new Recheck(
                            doors, List.copyOf(consortium.addresses().services().keySet()))
                    .differences(loaded.fates())
                    .await());
            faults.addAll(refusedOfBundled(loaded));
            EventLog log = EventLog.open(doors.vertx(), consortium.log(), new SimpleMeterRegistry());
            Attacks attacks = new Attacks(log);
            Attacks.Report attacked = attack(doors, cast, log, attacks);
            log.close().await();
            Set<Integer> dead = new LaneCheck(doors, cast).dead().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            dead.forEach(lane -> faults.add("lane %d commits nothing after the attacks".formatted(lane)));
            console.line("verifying every lane in a fresh process, from the ledger and the consortium file alone");
            LedgerReport verified = ChildVerify.run(consortium.files(), consortium.addresses());
            DemoReport report = new DemoReport(
                    Account.of(entries, plan, loaded.fates()),
                    DemoReport.Load.of(loaded),
                    attacked,
                    attacks.flawedChange(),
                    before,
                    verified,
                    faults);
            console.line("");
            report.lines().forEach(console::line);
            return report.good();
        }
    }

    private static LedgerReport audit(Doors doors) throws Exception {
        return new LedgerAudit(doors.vertx(), doors.consortium(), doors.ledger(), Ed25519.preferred())
                .run(stage -> {})
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The bundled patients are legitimate, every entry of them. */
    private List<String> refusedOfBundled(Loading.Loaded loaded) {
        long refused =
                loaded.fates().stream().filter(fate -> !fate.isCommitted()).count();
        return settings.input().isPresent() || refused == 0
                ? List.of()
                : List.of("%,d changes of the bundled patients were not committed".formatted(refused));
    }

    private Loading.Loaded load(Doors doors, BundlePlan plan, Runnable halfWay) {
        int steps = plan.cards().stream().mapToInt(card -> card.steps().size()).sum();
        try (Progress progress = new HalfWay(console.progress("changes", steps), steps, halfWay)) {
            return new Loading(doors, settings.inFlight()).run(plan, progress).await();
        }
    }

    private Attacks.Report attack(Doors doors, Cast cast, EventLog log, Attacks attacks) throws Exception {
        console.line("attacks, through HTTP, topics and the ledger's API:");
        Witness witness =
                Witness.watch(log, doors.consortium().document().lanes()).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        try {
            Victim victim = Victim.make(doors, cast).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Arena arena = new Arena(doors, cast, new Forge(doors, WallClock.system()), witness, victim);
            return attacks.run(arena, (attack, result) -> {
                console.line("  %-11s %s".formatted(result.held() ? "held off" : "HAD ITS WAY", attack.name()));
                console.line("              tried: " + attack.does());
                if (!result.held()) {
                    console.line("              must:  " + attack.mustHappen());
                }
                console.line("              seen:  " + result.reason());
            });
        } finally {
            witness.close().await();
        }
    }
}
