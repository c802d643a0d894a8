package health.countersign.app.leak;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.leak.Visitor.Kind;
import health.countersign.domain.OrganizationId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes through cells, and holds each answer against what its visitor may read. */
public final class Asking implements AutoCloseable {
    private static final int AT_ONCE = 64;
    private static final int REFUSED = 400;

    private final WebClient client;
    private final Secrets secrets;
    private final Scan any;
    private final Map<OrganizationId, Scan> kept = new HashMap<>();
    private int asked;

    public Asking(Vertx vertx, Secrets secrets) {
        this.client = WebClient.create(vertx);
        this.secrets = secrets;
        this.any = secrets.any();
    }

    void all(List<Cell> cells) {
        for (int from = 0; from < cells.size(); from += AT_ONCE) {
            List<Future<Cell.Answer>> answers = cells.subList(from, Math.min(cells.size(), from + AT_ONCE)).stream()
                    .map(cell -> cell.ask(client))
                    .toList();
            Future.all(answers).await().<Cell.Answer>list().forEach(this::judge);
        }
        asked += cells.size();
    }

    /** How many cells there were. */
    public int asked() {
        return asked;
    }

    private void judge(Cell.Answer answer) {
        Cell cell = answer.cell();
        assertThat(answer.status()).as("%s%n%s", cell, answer.body()).isEqualTo(cell.status());
        boolean told = answer.status() < REFUSED && cell.visitor().kind() == Kind.MEMBER;
        Scan forbidden = told ? kept.computeIfAbsent(cell.visitor().organization(), secrets::keptFrom) : any;
        for (byte[] bytes : List.of(answer.head().getBytes(), answer.body().getBytes())) {
            assertThat(forbidden.find(bytes))
                    .as("a text in the answer to %s", cell)
                    .isEmpty();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
