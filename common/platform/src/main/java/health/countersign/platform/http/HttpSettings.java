package health.countersign.platform.http;

import health.countersign.platform.settings.Default;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and how an API is served.
 *
 * @param port 0 takes a free one
 * @param bodyLimit longest body in bytes
 * @param timeout after which a request that has no answer yet gets 504
 * @param idle after which a silent connection is closed
 * @param certificate PEM chain; with it and {@code key} the API speaks TLS
 */
public record HttpSettings(
        @Default("127.0.0.1") String host,
        int port,
        @Default("10000000") int bodyLimit,
        @Default("30s") Duration timeout,
        @Default("75s") Duration idle,
        Optional<Path> certificate,
        Optional<Path> key) {
    public HttpSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("'port' must be between 0 and 65535");
        }
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("needs 'certificate' and 'key' together");
        }
    }

    /** On the loopback address, everything else at its default. */
    public static HttpSettings local(int port) {
        return new HttpSettings(
                "127.0.0.1",
                port,
                10_000_000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(75),
                Optional.empty(),
                Optional.empty());
    }
}
