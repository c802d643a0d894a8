package health.countersign.faults.world;

import health.countersign.app.cluster.ConsortiumProcesses.Running;
import health.countersign.app.cluster.ProgramProcess;
import health.countersign.app.consortium.ProgramKind;
import health.countersign.faults.agent.KillPoint;
import health.countersign.faults.agent.Order;
import health.countersign.faults.plan.PlannedFault;
import health.countersign.faults.proxy.LedgerProxy;
import health.countersign.faults.proxy.TcpProxy;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Does to a world what a plan says, one fault after the other on a thread of its own, and mends it again. */
public final class Injector implements AutoCloseable {
    private static final long SLOW_LOG_MILLIS = 150;
    private static final long PATIENCE_MINUTES = 10;
    private static final long PATIENCE_MILLIS = 60_000;
    private static final long LOOK_AGAIN_MILLIS = 20;

    /** For a program to pass a point at which it is to be halted. */
    private static final long POINT_PATIENCE_MILLIS = 8_000;

    private static final int MOST_PASSES = 5;

    /** Up to two hours, forwards or back. */
    private static final long CLOCK_STEP_MILLIS = 14_400;

    private final World world;
    private final TopicNoise noise;
    private final Random random;
    private final Consumer<String> tell;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<RuntimeException> failures = new ArrayList<>();

    public Injector(World world, long seed, Consumer<String> tell) {
        this.world = world;
        this.noise = new TopicNoise(
                world.kafkaOperator(), world.folder().consortium().document().lanes());
        this.random = new Random(seed);
        this.tell = tell;
    }

    /** Begins a fault when those before it are over; completes when it begins. */
    public Future<Void> inject(PlannedFault fault) {
        Promise<Void> begins = Promise.promise();
        thread.execute(() -> {
            begins.complete();
            tell.accept("%s for %d ms".formatted(fault.kind(), fault.millis()));
            try {
                run(fault);
            } catch (RuntimeException e) { // the run cannot be judged; whoever waits is told
                synchronized (failures) {
                    failures.add(e);
                }
            }
        });
        return begins.future();
    }

    private void run(PlannedFault fault) {
        switch (fault.kind()) {
            case KILL_SERVICE -> kill(fault, List.of(one(programs(ProgramKind.SERVICE), fault)));
            case KILL_VALIDATOR -> kill(fault, List.of(one(programs(ProgramKind.VALIDATOR), fault)));
            case KILL_NOTIFICATION -> kill(fault, List.of(one(programs(ProgramKind.NOTIFICATION), fault)));
            case KILL_BROKER -> kill(fault, List.of(one(world.shared().brokers(), fault)));
            case KILL_LEDGER -> kill(fault, List.of(one(world.shared().ledgers(), fault)));
            case KILL_EVERYBODY -> kill(fault, programs(ProgramKind.values()));
            case KILL_AT_POINT -> killAtPoint(fault);
            case DISK_FULL -> fillDisk(fault);
            case CLOCK_JUMP -> jumpClock(fault);
            case PAUSE_SERVICE -> pause(fault, one(programs(ProgramKind.SERVICE), fault));
            case PAUSE_VALIDATOR -> pause(fault, one(programs(ProgramKind.VALIDATOR), fault));
            case PAUSE_BROKER -> pause(fault, one(world.shared().brokers(), fault));
            case PAUSE_LEDGER -> pause(fault, one(world.shared().ledgers(), fault));
            case LEDGER_ERRORS -> ledger(fault, LedgerProxy.Mode.ERRORS);
            case LEDGER_SILENT -> ledger(fault, LedgerProxy.Mode.SILENT);
            case LEDGER_AWAY -> ledger(fault, LedgerProxy.Mode.AWAY);
            case LEDGER_STREAM_CUT -> between(fault, world.shared().ledgerStreams(), TcpProxy::refuse);
            case LOG_DELAY -> between(fault, world.shared().logs(), log -> log.delay(SLOW_LOG_MILLIS));
            case LOG_CUT -> world.shared().logs().forEach(TcpProxy::cut);
            case LOG_HALF_CLOSE -> between(fault, world.shared().logs(), TcpProxy::halfClose);
            case DUPLICATES -> noise.repeat(random);
            case POISON -> noise.poison(random);
        }
    }

    private static Victim one(List<Victim> all, PlannedFault fault) {
        return all.get(fault.target() % all.size());
    }

    private List<Victim> programs(ProgramKind... kinds) {
        return hosts(List.of(kinds)).stream()
                .map(running -> Victim.of(running.process()))
                .toList();
    }

    private void kill(PlannedFault fault, List<Victim> victims) {
        victims.forEach(Victim::kill);
        last(fault);
        victims.forEach(Victim::restart);
        victims.forEach(Victim::awaitReady);
    }

    /**
     * Waits a while until one of two programs passes the point, for one alone may have nothing to do there; if none
     * does, they are left alone.
     */
    private void killAtPoint(PlannedFault fault) {
        KillPoint[] points = KillPoint.values();
        KillPoint point = points[fault.target() % points.length];
        int choice = fault.target() / points.length;
        List<ProgramProcess> victims = two(hosts(point.programs()), choice);
        order(victims, Order.haltAt(point, 1 + choice % MOST_PASSES));
        await(() -> victims.stream().anyMatch(Injector::isDead), POINT_PATIENCE_MILLIS);
        order(victims, Order.NONE);
        await(() -> victims.stream().allMatch(each -> isDead(each) || isFollowed(each)), PATIENCE_MILLIS);
        List<ProgramProcess> halted = victims.stream().filter(Injector::isDead).toList();
        tell.accept("%s: %s"
                .formatted(
                        point,
                        halted.isEmpty()
                                ? "nobody passed it"
                                : "halted "
                                        + halted.stream()
                                                .map(ProgramProcess::name)
                                                .toList()));
        if (!halted.isEmpty()) {
            last(fault);
            halted.forEach(ProgramProcess::restart);
            halted.forEach(ProgramProcess::awaitReady);
        }
    }

    private static List<ProgramProcess> two(List<Running> hosts, int first) {
        return List.of(
                hosts.get(first % hosts.size()).process(),
                hosts.get((first + 1) % hosts.size()).process());
    }

    private void order(List<ProgramProcess> programs, Order order) {
        programs.forEach(each -> world.orders(each.name()).give(order));
    }

    private boolean isFollowed(ProgramProcess program) {
        return world.orders(program.name()).isFollowed();
    }

    private static boolean isDead(ProgramProcess program) {
        return !program.process().isAlive();
    }

    private void jumpClock(PlannedFault fault) {
        List<Running> hosts = hosts(List.of(ProgramKind.values()));
        ProgramProcess victim = hosts.get(fault.target() % hosts.size()).process();
        order(List.of(victim), Order.shiftClock((fault.target() - 500) * CLOCK_STEP_MILLIS));
        last(fault);
        order(List.of(victim), Order.NONE);
        await(() -> isFollowed(victim), PATIENCE_MILLIS);
    }

    /** A program may end itself when it cannot write; somebody, such as Kubernetes, starts it again. */
    private void fillDisk(PlannedFault fault) {
        if (!world.disks().stream().allMatch(SmallDisk::isSmall)) {
            tell.accept("nobody lets us mount a small disk: left out");
            return;
        }
        world.disks().forEach(SmallDisk::fill);
        last(fault);
        world.disks().forEach(SmallDisk::empty);
        List<ProgramProcess> ended =
                world.programs().running().stream().filter(Injector::isDead).toList();
        ended.forEach(each -> tell.accept("%s had ended".formatted(each.name())));
        ended.forEach(ProgramProcess::restart);
        ended.forEach(ProgramProcess::awaitReady);
    }

    private List<Running> hosts(List<ProgramKind> kinds) {
        return kinds.stream()
                .flatMap(kind -> world.programs().of(kind).stream())
                .toList();
    }

    private void await(BooleanSupplier condition, long millis) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(millis)) {
            world.vertx().timer(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS).await();
        }
    }

    private void pause(PlannedFault fault, Victim victim) {
        victim.pause();
        last(fault);
        victim.resume();
    }

    private void ledger(PlannedFault fault, LedgerProxy.Mode mode) {
        world.shared().ledgerApis().forEach(api -> api.mode(mode));
        last(fault);
        world.shared().ledgerApis().forEach(api -> api.mode(LedgerProxy.Mode.PASS));
    }

    private void between(PlannedFault fault, List<TcpProxy> proxies, Consumer<TcpProxy> disturb) {
        proxies.forEach(disturb);
        last(fault);
        proxies.forEach(TcpProxy::heal);
    }

    private void last(PlannedFault fault) {
        world.vertx().timer(fault.millis(), TimeUnit.MILLISECONDS).await();
    }

    /**
     * Waits until all faults are over and mended.
     *
     * @throws IllegalStateException if a fault could not be brought about or mended
     */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the faults took more than %d minutes".formatted(PATIENCE_MINUTES));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (failures) {
            if (!failures.isEmpty()) {
                throw new IllegalStateException("a fault could not be brought about", failures.get(0));
            }
        }
    }
}
