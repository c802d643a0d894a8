package health.countersign.notification;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Plain requests, as a tool would send them. */
final class Http {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Http() {}

    static HttpResponse<String> get(Stage stage, String path, String token) throws IOException, InterruptedException {
        return CLIENT.send(request(stage, path, token).build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> post(Stage stage, String path, String token) throws IOException, InterruptedException {
        HttpRequest request = request(stage, path, token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static HttpRequest.Builder request(Stage stage, String path, String token) {
        URI address = URI.create("http://127.0.0.1:" + stage.port() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return token == null ? request : request.header("authorization", "Bearer " + token);
    }

    static HttpClient client() {
        return CLIENT;
    }
}
