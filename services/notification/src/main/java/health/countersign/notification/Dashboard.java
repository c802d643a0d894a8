package health.countersign.notification;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The dashboard's files, from this jar. They may load nothing from anywhere else and run no script but their own; data
 * comes only after a token was shown.
 */
final class Dashboard {
    private static final List<String> FILES = List.of(
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
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Dashboard() {}

    /** Reads the files once and adds a route for each. */
    static void on(Router router) {
        for (String file : FILES) {
            Buffer bytes = read(file);
            router.get("/" + file).handler(context -> send(context, file, bytes));
            if (file.equals("index.html")) {
                router.get("/").handler(context -> send(context, file, bytes));
            }
        }
    }

    private static void send(RoutingContext context, String file, Buffer bytes) {
        context.response()
                .putHeader("content-type", type(file))
                .putHeader("content-security-policy", POLICY)
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("x-frame-options", "DENY")
                .putHeader("cross-origin-opener-policy", "same-origin")
                .putHeader("cache-control", "no-cache")
                .end(bytes);
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "text/javascript; charset=utf-8";
        };
    }

    private static Buffer read(String file) {
        try (InputStream in = Dashboard.class.getResourceAsStream("/dashboard/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks dashboard/" + file);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("dashboard/" + file, e);
        }
    }
}
