package health.countersign.app.cluster;

import health.countersign.app.consortium.ConsortiumFolder;
import health.countersign.app.consortium.OrganizationFolder;
import health.countersign.app.consortium.ProgramKind;
import health.countersign.app.consortium.ProgramPorts;
import health.countersign.app.run.RunnableProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The programs of a consortium, each a process of its own: every organization's service, one notification service and
 * one validator.
 */
public final class ConsortiumProcesses implements AutoCloseable {
    private final Path logs;
    private final List<ProgramProcess> running = new CopyOnWriteArrayList<>();

    /** @param logs where each program's log goes */
    public ConsortiumProcesses(Path logs) {
        this.logs = logs;
    }

    /**
     * Starts all of them at once and waits until all are ready.
     *
     * @param ports those with which the folder was written
     * @param progress is told of each that is ready
     * @throws health.countersign.processes.ProcessFailedException with the end of its log, if one is not
     */
    public void start(ConsortiumFolder folder, ProgramPorts ports, Consumer<String> progress) {
        List<OrganizationFolder> organizations = folder.organizations();
        for (int n = 0; n < organizations.size(); n++) {
            start(organizations.get(n), ProgramKind.SERVICE, ports.management(ProgramKind.SERVICE, n));
        }
        start(organizations.get(0), ProgramKind.VALIDATOR, ports.management(ProgramKind.VALIDATOR, 0));
        start(organizations.get(0), ProgramKind.NOTIFICATION, ports.management(ProgramKind.NOTIFICATION, 0));
        awaitReady(progress);
    }

    private void start(OrganizationFolder organization, ProgramKind kind, int management) {
        String program = organization.program(kind);
        String name = organization.organization().id() + (kind == ProgramKind.SERVICE ? "" : "-" + program);
        running.add(ProgramProcess.start(
                RunnableProgram.valueOf(program.toUpperCase(Locale.ROOT)),
                new ProgramProcess.Program(name, organization.settings(kind), management),
                logs));
    }

    private void awaitReady(Consumer<String> progress) {
        for (ProgramProcess process : running) {
            process.awaitReady();
            progress.accept(process.name());
        }
    }

    /** All of them, in the order in which they were started. */
    public List<ProgramProcess> running() {
        return List.copyOf(running);
    }

    /** Stops all of them, each in order by itself. */
    @Override
    public void close() {
        running.parallelStream().forEach(ProgramProcess::stop);
        running.clear();
    }
}
