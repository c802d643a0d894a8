package health.countersign.containers;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import health.countersign.app.consortium.OrganizationFolder;
import health.countersign.app.consortium.ProgramKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** One of our programs from its image, with an organization's folder and nothing else of this machine. */
final class ProgramContainer extends GenericContainer<ProgramContainer> {
    private static final int API = 8080;
    private static final int MANAGEMENT = 9400;
    private static final String FOLDER = "/consortium";
    private static final Duration START = Duration.ofMinutes(5);

    ProgramContainer(OrganizationFolder organization, ProgramKind kind, Network network) throws IOException {
        super(Engine.image(organization.program(kind)));
        Path folder = organization.folder();
        String owner =
                "%s:%s".formatted(Files.getAttribute(folder, "unix:uid"), Files.getAttribute(folder, "unix:gid"));
        withNetwork(network);
        // Keys are for their owner only, and the folder is ours.
        withCreateContainerCmdModifier(create ->
                create.withUser(owner).getHostConfig().withBinds(new Bind(folder.toString(), new Volume(FOLDER))));
        withEnv(
                "COUNTERSIGN_SETTINGS",
                FOLDER + "/" + organization.settings(kind).getFileName());
        withEnv("COUNTERSIGN_MANAGEMENT_PORT", String.valueOf(MANAGEMENT));
        if (kind == ProgramKind.VALIDATOR) {
            withExposedPorts(MANAGEMENT);
        } else {
            withEnv("COUNTERSIGN_HTTP_HOST", "0.0.0.0");
            withEnv("COUNTERSIGN_HTTP_PORT", String.valueOf(API));
            withExposedPorts(API, MANAGEMENT);
        }
        waitingFor(Wait.forHttp("/readyz").forPort(MANAGEMENT).withStartupTimeout(START));
    }

    /** Where it serves people, as this machine reaches it. */
    URI api() {
        return URI.create("http://%s:%d".formatted(getHost(), getMappedPort(API)));
    }
}
