package health.countersign.app.leak;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a running program answers to, as its own routers say when they begin to serve: a route that somebody adds is in
 * here without anybody's doing.
 *
 * @param port where it answers
 * @param routes such as {@code GET /v1/cards}, in the order in which they are asked
 */
public record RouteTable(int port, List<String> routes) {
    /** All tables in a program's log, of its service and of its operator. */
    public static List<RouteTable> in(Path log) throws IOException {
        List<RouteTable> tables = new ArrayList<>();
        try (Stream<String> lines = Files.lines(log)) {
            lines.filter(line -> line.startsWith("{") && line.contains("\"routes\":"))
                    .map(JsonObject::new)
                    .forEach(line -> tables.add(new RouteTable(
                            line.getInteger("port"),
                            List.of(line.getString("routes").split(", ", -1)))));
        }
        return tables;
    }
}
