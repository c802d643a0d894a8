package health.countersign.app.cluster;

import health.countersign.app.cluster.ProgramProcess.Program;
import health.countersign.app.consortium.ConsortiumFolder;
import health.countersign.app.consortium.OrganizationFolder;
import health.countersign.app.consortium.ProgramKind;
import health.countersign.app.consortium.ProgramPorts;
import health.countersign.app.run.RunnableProgram;
import health.countersign.domain.OrganizationId;
import health.countersign.processes.FreePorts;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The programs of a consortium, each a process of its own: every organization's service, notification services and
 * validators, as many copies of each as wanted, all from one settings folder.
 */
public final class ConsortiumProcesses implements AutoCloseable {
    private final Path logs;
    private final Copies copies;
    private final Function<String, Map<String, String>> environment;
    private final List<Running> running = new CopyOnWriteArrayList<>();

    /** @param logs where each program's log goes */
    public ConsortiumProcesses(Path logs) {
        this(logs, Copies.ONE);
    }

    /** The same with copies. */
    public ConsortiumProcesses(Path logs, Copies copies) {
        this(logs, copies, name -> Map.of());
    }

    /**
     * The same, in environments of their own.
     *
     * @param environment variables for the process of a name, besides those that it has anyway
     */
    public ConsortiumProcesses(Path logs, Copies copies, Function<String, Map<String, String>> environment) {
        this.logs = logs;
        this.copies = copies;
        this.environment = environment;
    }

    /**
     * One process.
     *
     * @param api where it serves people; a validator serves nobody there
     */
    public record Running(ProgramKind kind, OrganizationId organization, URI api, ProgramProcess process) {}

    /**
     * Starts all of them at once and waits until all are ready. First copies have the ports of the folder, further ones
     * any that are free.
     *
     * @param ports those with which the folder was written
     * @param progress is told of each that is ready
     * @throws health.countersign.processes.ProcessFailedException with the end of its log, if one is not
     */
    public void start(ConsortiumFolder folder, ProgramPorts ports, Consumer<String> progress) {
        List<OrganizationFolder> organizations = folder.organizations();
        for (int copy = 0; copy < copies.services(); copy++) {
            for (int n = 0; n < organizations.size(); n++) {
                start(organizations.get(n), ProgramKind.SERVICE, place(ports, ProgramKind.SERVICE, n, copy));
            }
        }
        for (int copy = 0; copy < copies.validators(); copy++) {
            int n = copy % organizations.size();
            start(organizations.get(n), ProgramKind.VALIDATOR, place(ports, ProgramKind.VALIDATOR, n, copy - n));
        }
        for (int copy = 0; copy < copies.notifications(); copy++) {
            start(organizations.get(0), ProgramKind.NOTIFICATION, place(ports, ProgramKind.NOTIFICATION, 0, copy));
        }
        awaitReady(progress);
    }

    /** Where a copy is: its ports, and which copy it is, from 0. */
    private record Place(int copy, int api, int management) {}

    private static Place place(ProgramPorts ports, ProgramKind kind, int organization, int copy) {
        if (copy == 0) {
            return new Place(copy, ports.api(kind, organization), ports.management(kind, organization));
        }
        List<Integer> free = FreePorts.take(2);
        return new Place(copy, free.get(0), free.get(1));
    }

    private void start(OrganizationFolder organization, ProgramKind kind, Place place) {
        OrganizationId id = organization.organization().id();
        String program = organization.program(kind);
        String name = id
                + (kind == ProgramKind.SERVICE ? "" : "-" + program)
                + (place.copy() == 0 ? "" : "-" + (place.copy() + 1));
        Map<String, String> overlay = new HashMap<>(environment.apply(name));
        overlay.putAll(overlay(organization, kind, place));
        ProgramProcess process = ProgramProcess.start(
                RunnableProgram.valueOf(program.toUpperCase(Locale.ROOT)),
                new Program(name, organization.settings(kind), place.management(), overlay),
                logs);
        URI api = URI.create("http://127.0.0.1:" + place.api());
        running.add(new Running(kind, id, api, process));
    }

    private static Map<String, String> overlay(OrganizationFolder organization, ProgramKind kind, Place place) {
        if (place.copy() == 0) {
            return Map.of();
        }
        Map<String, String> overlay = new HashMap<>();
        overlay.put("COUNTERSIGN_MANAGEMENT_PORT", String.valueOf(place.management()));
        if (kind == ProgramKind.VALIDATOR) {
            Path state = organization.folder().resolve("validator-" + (place.copy() + 1));
            overlay.put("COUNTERSIGN_STREAMS_DIRECTORY", state.toAbsolutePath().toString());
        } else {
            overlay.put("COUNTERSIGN_HTTP_PORT", String.valueOf(place.api()));
        }
        return overlay;
    }

    private void awaitReady(Consumer<String> progress) {
        for (Running each : running) {
            each.process().awaitReady();
            progress.accept(each.process().name());
        }
    }

    /** All of them, in the order in which they were started. */
    public List<ProgramProcess> running() {
        return running.stream().map(Running::process).toList();
    }

    /** Those of a kind. */
    public List<Running> of(ProgramKind kind) {
        return running.stream().filter(each -> each.kind() == kind).toList();
    }

    /** Stops all of them, each in order by itself. */
    @Override
    public void close() {
        running.parallelStream().forEach(each -> each.process().stop());
        running.clear();
    }
}
