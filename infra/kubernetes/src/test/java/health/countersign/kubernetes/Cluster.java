package health.countersign.kubernetes;

import health.countersign.processes.Programs;
import health.countersign.processes.RealPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A namespace of its own in the cluster that KUBECONFIG names, by the programs that an operator uses. */
record Cluster(String namespace) {
    private static final String HOW =
            "kubectl, helm and a cluster with our images: infra/kubernetes/cluster up raises one on this machine, and"
                    + " 'eval \"$(infra/kubernetes/cluster env)\"' names it";

    /** Makes the namespace; without a cluster the test is skipped. */
    static Cluster require() {
        RealPart.require(
                Optional.ofNullable(System.getenv("KUBECONFIG"))
                                .filter(file -> Files.isReadable(Path.of(file)))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of("KUBECONFIG names no cluster: " + HOW));
        RealPart.require(() -> Programs.require("kubectl", HOW));
        RealPart.require(() -> Programs.require("helm", HOW));
        Cluster cluster =
                new Cluster("countersign-" + UUID.randomUUID().toString().substring(0, 8));
        cluster.kubectl("create", "namespace", cluster.namespace);
        return cluster;
    }

    /** What kubectl prints, in this namespace. */
    String kubectl(String... arguments) {
        return run("kubectl", "", arguments);
    }

    /** The same, with something on its standard input. */
    String kubectlWith(String input, String... arguments) {
        return run("kubectl", input, arguments);
    }

    /** What helm prints, in this namespace; if it fails, so does the test, with what the pods say. */
    String helm(String... arguments) {
        try {
            return run("helm", "", arguments);
        } catch (IllegalStateException failed) {
            throw new IllegalStateException(failed.getMessage() + "\n" + state(), failed);
        }
    }

    /** Everything that helps to understand why something is not as it should be. */
    private String state() {
        StringBuilder state = new StringBuilder(kubectl("get", "pods", "-o", "wide"));
        state.append(kubectl("get", "events", "--sort-by=.lastTimestamp"));
        for (String pod : kubectl("get", "pods", "-o", "name").lines().toList()) {
            state.append("\n").append(pod).append("\n");
            state.append(kubectl("logs", pod, "--tail=15", "--all-containers", "--ignore-errors"));
        }
        return state.toString();
    }

    private String run(String program, String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program, "--namespace", namespace));
        command.addAll(Arrays.asList(arguments));
        try {
            Path in = Files.writeString(Files.createTempFile("input", ".txt"), input);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(in.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Files.delete(in);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + "\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
