package health.countersign.member;

import static health.countersign.member.Laptop.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints a rate; run by name: {@code -Dit.test=MemberRateBench}. */
class MemberRateBench {
    private static final int CARDS = Integer.getInteger("cards", 40);
    private static final int RATE = Integer.getInteger("rate", 100);
    private static final int SECONDS = Integer.getInteger("seconds", 30);
    private static final String[] AUTHORS = {"hospital-a", "hospital-b", "clinic"};

    @TempDir
    static Path directory;

    @Test
    void changesPerSecond() throws Exception {
        try (Laptop laptop = new Laptop(directory).start()) {
            List<String> cards = new ArrayList<>();
            List<String> patients = new ArrayList<>();
            List<Future<JsonObject>> opened = new ArrayList<>();
            for (int i = 0; i < CARDS; i++) {
                String patient = UUID.randomUUID().toString();
                patients.add(patient);
                JsonObject first = await(post(laptop, "hospital-a", "/v1/cards", MemberIT.patient(patient)));
                cards.add(first.getString("card"));
                opened.add(post(laptop, "hospital-a", changes(cards.get(i)), MemberIT.observation("first", patient)));
            }
            for (Future<JsonObject> each : opened) {
                final String id = await(each).getString("change");
                await(laptop.get("hospital-a", "hospital-a", "/v1/proposals/" + id));
            }
            ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
            ConcurrentLinkedQueue<Long> accepted = new ConcurrentLinkedQueue<>();
            ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
            int total = RATE * SECONDS;
            Promise<Void> all = Promise.promise();
            long begin = System.nanoTime();
            long cpu = cpu();
            int[] sent = {0};
            int[] done = {0};
            laptop.vertx.getOrCreateContext().runOnContext(v -> laptop.vertx.setPeriodic(5, timer -> {
                long due = Math.min(total, (System.nanoTime() - begin) * RATE / 1_000_000_000L);
                while (sent[0] < due) {
                    int n = sent[0]++;
                    int card = n % CARDS;
                    String author = AUTHORS[n % 3];
                    long at = System.nanoTime();
                    post(laptop, author, changes(cards.get(card)), MemberIT.observation("o" + n, patients.get(card)))
                            .compose(answer -> {
                                accepted.add(System.nanoTime() - at);
                                return laptop.get(author, author, "/v1/proposals/" + answer.getString("change"));
                            })
                            .onSuccess(answer -> {
                                if ("committed".equals(answer.bodyAsJsonObject().getString("state"))) {
                                    latencies.add(System.nanoTime() - at);
                                } else {
                                    failures.add(answer.bodyAsString());
                                }
                            })
                            .onFailure(failure -> failures.add(failure.toString()))
                            .onComplete(x -> {
                                if (++done[0] == total) {
                                    laptop.vertx.cancelTimer(timer);
                                    all.complete();
                                }
                            });
                }
            }));
            all.future().toCompletionStage().toCompletableFuture().get(300, TimeUnit.SECONDS);
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf("CPU %.2f ms per change%n", (cpu() - cpu) / 1e6 / total);
            System.out.printf(
                    "RATE %d offered, %.1f committed/s, %d failures, accepted p50 %d p99 %d ms, committed p50 %d p99 %d%n",
                    RATE, latencies.size() / seconds, failures.size(),
                    at(accepted, 50), at(accepted, 99), at(latencies, 50), at(latencies, 99));
            failures.stream().limit(3).forEach(System.out::println);
        }
    }

    private static long at(ConcurrentLinkedQueue<Long> values, int percent) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? -1 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1_000_000;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static String changes(String card) {
        return "/v1/cards/" + card + "/changes";
    }

    private static Future<JsonObject> post(Laptop laptop, String author, String path, JsonObject resource) {
        return laptop.post(author, path, MemberIT.change(resource)).compose(answer -> answer.statusCode() == 202
                ? Future.succeededFuture(answer.bodyAsJsonObject())
                : Future.failedFuture(answer.statusCode() + answer.bodyAsString()));
    }
}
