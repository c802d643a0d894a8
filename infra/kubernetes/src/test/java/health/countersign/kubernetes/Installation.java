package health.countersign.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.CountersignMain;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.domain.OrganizationId;
import health.countersign.processes.JavaProgram;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A consortium of three on a cluster: its document and keys, the backbone of test images, and the chart's release. */
final class Installation {
    static final OrganizationId HOSPITAL = new OrganizationId("hospital");
    static final OrganizationId OFFICE = new OrganizationId("office");
    static final OrganizationId INSURER = new OrganizationId("insurer");
    static final String RELEASE = "records";

    /** Our program's image, if not the one that infra/images builds. */
    private static final String IMAGE =
            Optional.ofNullable(System.getenv("COUNTERSIGN_IMAGE")).orElse("countersign/countersign:dev");

    private static final String PATIENCE = "10m";

    private final Cluster cluster;
    private final ConsortiumFiles files;

    private Installation(Cluster cluster, ConsortiumFiles files) {
        this.cluster = cluster;
        this.files = files;
    }

    /** Founds the consortium and raises everything that the chart only has addresses of. */
    static Installation prepare(Cluster cluster, Path directory) throws Exception {
        Installation installation = new Installation(cluster, new ConsortiumFiles(directory));
        installation.found();
        installation.name();
        cluster.kubectlWith(resource("backbone.yaml"), "apply", "-f", "-");
        if (cluster.kubectl("get", "storageclass", "-o", "name").lines().noneMatch(line -> line.contains("/"))) {
            String volumes = resource("volumes.yaml")
                    .replace("NAMESPACE", cluster.namespace())
                    .replace("IMAGE", IMAGE);
            cluster.kubectlWith(volumes, "apply", "-f", "-");
        }
        for (String part : List.of("postgres", "kafka", "bigchaindb")) {
            cluster.kubectl("rollout", "status", "deployment/" + part, "--timeout=" + PATIENCE);
        }
        return installation;
    }

    ConsortiumFiles files() {
        return files;
    }

    String install() {
        return cluster.helm(with("install", "--wait", "--timeout", PATIENCE));
    }

    String upgrade(String value) {
        return cluster.helm(with("upgrade", "--wait", "--timeout", PATIENCE, "--set-string", value));
    }

    /** The objects of the release as the chart has them, hooks included. */
    String render() {
        return cluster.helm(with("template"));
    }

    private String[] with(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                RELEASE,
                Chart.DIRECTORY.toString(),
                "--values",
                Chart.values("trial").toString()));
        int colon = IMAGE.lastIndexOf(':');
        arguments.addAll(List.of("--set", "image.repository=" + IMAGE.substring(0, colon)));
        arguments.addAll(List.of("--set-string", "image.tag=" + IMAGE.substring(colon + 1)));
        arguments.addAll(List.of("--set", "preparation.topics=false"));
        arguments.addAll(List.of("--set", "networkPolicy.apiFrom={" + cluster.namespace() + "}"));
        arguments.addAll(List.of("--set-file", "auth.issuers.local.jwks=" + files.issuerKeys()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private void found() throws IOException, InterruptedException, URISyntaxException {
        Path agreement = Path.of(found("agreement.json").toURI());
        Process init = new ProcessBuilder(JavaProgram.command(
                        CountersignMain.class.getName(),
                        List.of("-Xmx256m"),
                        List.of(
                                "consortium",
                                "init",
                                files.directory().toString(),
                                "--consortium",
                                agreement.toString())))
                .redirectErrorStream(true)
                .start();
        String said = new String(init.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(init.waitFor()).as(said).isZero();
    }

    /** What the chart knows by name: the document, and everybody's secrets. */
    private void name() {
        Path insurer = files.organization(INSURER);
        cluster.kubectl(
                "create",
                "configmap",
                "consortium",
                "--from-file=" + files.consortium(),
                "--from-file=" + files.genesis(),
                "--from-file=" + insurer.resolve("catalogue.json"));
        for (OrganizationId organization : List.of(HOSPITAL, OFFICE, INSURER)) {
            cluster.kubectl(
                    "create", "secret", "generic", organization + "-keys", "--from-file=" + files.keys(organization));
        }
        cluster.kubectl(
                "create", "secret", "generic", "insurer-notification", "--from-file=" + insurer.resolve("cursor.key"));
        cluster.kubectl("create", "secret", "generic", "hospital-database", "--from-literal=password=only-for-tests");
    }

    private static String resource(String name) throws IOException {
        try (var stream = found(name).openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static URL found(String name) {
        return Installation.class.getResource("/" + name);
    }
}
