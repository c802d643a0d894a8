package health.countersign.app.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Requests with bytes as they are, each on a connection of its own: some end theirs. */
final class Rest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ZEROS = 64 * 1024 * 1024;

    private final URI service;
    private final String token;

    Rest(URI service, String token) {
        this.service = service;
        this.token = token;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    HttpResponse<String> post(String path, byte[] body, String type) {
        return send(request(path)
                .header("content-type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    /** 64 MB of spaces, in a few bytes. */
    HttpResponse<String> compressed(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(new byte[ZEROS]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return send(request(path)
                .header("content-type", "application/json")
                .header("content-encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray()))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(service + path))
                .timeout(PATIENCE)
                .header("authorization", "Bearer " + token)
                .header("idempotency-key", UUID.randomUUID().toString());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
