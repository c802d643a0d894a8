package health.countersign.app.leak;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.leak.Visitor.Kind;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** The matrix of what belongs to no section: the notification service, and the doors of every program's operator. */
public final class OpenDoors {
    private static final Set<String> OPERATOR = Set.of("GET /livez", "GET /metrics", "GET /readyz");
    private static final List<String> DASHBOARD = List.of(
            "",
            "index.html",
            "style.css",
            "icon.svg",
            "app.js",
            "access.js",
            "stream.js",
            "changes.js",
            "consortium.js",
            "flow.js",
            "row.js",
            "detail.js",
            "filters.js",
            "elements.js");

    private final List<Visitor> visitors;

    public OpenDoors(List<Visitor> visitors) {
        this.visitors = visitors;
    }

    /** The notification service's. What its streams tell members is looked at by {@link Taps}. */
    public void notification(RouteTable table, Asking asking) {
        Map<String, ToIntFunction<Visitor>> known = new LinkedHashMap<>();
        known.put("GET /v1/consortium", visitor -> member(visitor, 200));
        known.put("POST /v1/tickets", visitor -> visitor.isProven() ? 201 : 401);
        DASHBOARD.forEach(file -> known.put("GET /" + file, visitor -> 200));
        Set<String> routes = new HashSet<>(known.keySet());
        routes.addAll(List.of("* *", "GET /v1/stream", "GET /v1/events"));
        assertThat(new HashSet<>(table.routes()))
                .as("routes of the notification service: what is new here needs its row above")
                .isEqualTo(routes);
        assertThat(table.routes()).filteredOn("* *"::equals).hasSize(2);
        List<Cell> cells = new ArrayList<>();
        known.forEach((route, status) ->
                visitors.forEach(visitor -> cells.add(cell(table, route, visitor, status.applyAsInt(visitor)))));
        visitors.stream()
                .filter(visitor -> member(visitor, 200) != 200)
                .forEach(visitor -> cells.add(cell(table, "GET /v1/events", visitor, member(visitor, 200))));
        asking.all(cells);
    }

    /** What an operator is told: how a program is, and nothing of anybody. */
    public void operator(RouteTable table, Asking asking) {
        assertThat(Set.copyOf(table.routes()))
                .as("routes for operators: what is new here needs its row above")
                .isEqualTo(OPERATOR);
        List<Cell> cells = new ArrayList<>();
        for (Visitor visitor : visitors) {
            OPERATOR.forEach(route -> cells.add(cell(table, route, visitor, 200)));
            Stream.of("GET /", "GET /v1/cards", "GET /health")
                    .forEach(route -> cells.add(cell(table, route, visitor, 404)));
            cells.add(cell(table, "POST /metrics", visitor, 405));
        }
        asking.all(cells);
    }

    private static int member(Visitor visitor, int status) {
        if (!visitor.isProven()) {
            return 401;
        }
        return visitor.kind() == Kind.STRANGER ? 403 : status;
    }

    private static Cell cell(RouteTable table, String route, Visitor visitor, int status) {
        String[] parts = route.split(" ", 2);
        String address = "http://127.0.0.1:%d%s".formatted(table.port(), parts[1]);
        return new Cell(visitor, HttpMethod.valueOf(parts[0]), address, status);
    }
}
