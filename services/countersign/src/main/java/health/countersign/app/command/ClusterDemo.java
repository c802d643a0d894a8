package health.countersign.app.command;

import health.countersign.app.cluster.ClusterConsortium;
import health.countersign.app.cluster.ConsortiumProcesses;
import health.countersign.app.cluster.LocalCluster;
import health.countersign.app.console.Console;
import health.countersign.app.consortium.Addresses;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.ProgramPorts;
import health.countersign.app.consortium.RunningConsortium;
import health.countersign.app.demo.DemoRun;
import health.countersign.app.demo.DemoSettings;
import health.countersign.member.keys.Agreement;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The demo with everything real: a cluster, and every program a process of its own. */
final class ClusterDemo {
    private final Console console;
    private final Path directory;
    private final ConsortiumFiles files;
    private final ConsortiumProcesses programs;
    private final ClusterOptions size;
    private final Consumer<RunningConsortium> afterwards;

    /** @param afterwards is given the consortium at the end, while it still runs */
    ClusterDemo(Console console, Path directory, ClusterOptions size, Consumer<RunningConsortium> afterwards) {
        this.console = console;
        this.directory = directory;
        this.files = new ConsortiumFiles(directory.resolve("consortium"));
        this.programs = new ConsortiumProcesses(files.log().getParent());
        this.size = size;
        this.afterwards = afterwards;
    }

    /**
     * Runs it. A cluster that ran before goes on running; one that was started for this is stopped again.
     *
     * @param killHalfWay whether a ledger node and a broker are killed when half of the changes are through
     * @return whether all is as it must be
     */
    boolean run(DemoSettings settings, boolean killHalfWay) throws Exception {
        boolean ranBefore =
                LocalCluster.find(directory).filter(LocalCluster::isRunning).isPresent();
        DemoRun run = new DemoRun(console, settings);
        LocalCluster cluster = size.up(directory, console);
        AtExit stop = AtExit.of(() -> stop(cluster, ranBefore));
        try {
            return against(run, cluster, killHalfWay ? () -> kill(cluster) : () -> {});
        } finally {
            stop.now();
        }
    }

    private void stop(LocalCluster cluster, boolean ranBefore) {
        programs.close();
        if (!ranBefore) {
            console.note("stopping the cluster");
            cluster.down();
        }
    }

    private boolean against(DemoRun run, LocalCluster cluster, Runnable halfWay) throws Exception {
        ProgramPorts ports = ProgramPorts.free();
        ClusterConsortium consortium = ClusterConsortium.prepare(
                cluster, files, Agreement.laptop(), ports, step -> console.note("made ready: " + step));
        programs.start(consortium.folder(), ports, program -> console.note("started " + program));
        console.line("%d programs run, each a process of its own; logs in %s"
                .formatted(programs.running().size(), files.log().getParent()));
        RunningConsortium running = new RunningConsortium(
                files, consortium.folder().consortium(), Addresses.read(files.addresses()), consortium.operator());
        boolean good = run.against(running, halfWay);
        afterwards.accept(running);
        return good;
    }

    /** As a power failure would, and none of them comes back. */
    private void kill(LocalCluster cluster) {
        int node = cluster.ledger().nodes().size() - 1;
        List<Integer> brokers = cluster.kafka().brokers();
        int broker = brokers.get(brokers.size() - 1);
        console.note("half-way: killing node %d of the ledger and broker %d".formatted(node + 1, broker));
        cluster.ledger().node(node).kill();
        cluster.kafka().kill(broker);
    }
}
