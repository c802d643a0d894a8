package health.countersign.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** The Docker engine of this machine, if there is one, and what it must have. */
final class Engine {
    static final String KAFKA = "apache/kafka:4.3.1";
    static final String POSTGRES = "postgres:15";
    static final String LEDGER = "countersign/bigchaindb:2.2.2";

    private Engine() {}

    /** A sentence about what is missing for these images. */
    static Optional<String> missing(List<String> images) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers: infra/images/engine start");
        }
        List<String> absent = images.stream().filter(image -> !has(image)).toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the Docker engine lacks %s: infra/images/build all".formatted(String.join(", ", absent)));
    }

    static DockerClient client() {
        return DockerClientFactory.instance().client();
    }

    /** The image of one of our programs. */
    static String image(String program) {
        return "countersign/%s:dev".formatted(program);
    }

    private static boolean has(String image) {
        try {
            client().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException absent) {
            return false;
        }
    }
}
