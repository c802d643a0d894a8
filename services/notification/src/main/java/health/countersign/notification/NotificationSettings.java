package health.countersign.notification;

import health.countersign.platform.ProgramSettings;
import health.countersign.platform.auth.AuthSettings;
import health.countersign.platform.http.HttpSettings;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.operations.LogSettings;
import health.countersign.platform.operations.ManagementSettings;
import health.countersign.platform.settings.Default;
import health.countersign.platform.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the notification service is told.
 *
 * @param consortium file of the signed consortium document and its annex
 * @param catalogue JSON file of code to sentence, shown with refusals; without it codes stand alone
 * @param cursorKey authenticates cursors: the same for all replicas and over restarts, at least 32 bytes
 * @param window how many notifications are kept in memory; older ones are read from the log again
 * @param stream what subscribers are granted
 */
public record NotificationSettings(
        ManagementSettings management,
        LogSettings logs,
        HttpSettings http,
        AuthSettings auth,
        KafkaSettings kafka,
        Path consortium,
        Optional<Path> catalogue,
        Secret cursorKey,
        @Default("200000") int window,
        StreamSettings stream)
        implements ProgramSettings {
    public NotificationSettings {
        if (window < 1_000) {
            throw new IllegalArgumentException("'window' must be 1000 or more");
        }
        if (cursorKey.reveal().getBytes(StandardCharsets.UTF_8).length < 32) {
            throw new IllegalArgumentException("'cursor-key' must be a random text of 32 bytes or more");
        }
    }

    /**
     * What subscribers are granted.
     *
     * @param heartbeat how often a websocket is pinged and told where it is
     * @param slow how long a subscriber may take nothing while something waits for it
     * @param session how long a websocket lasts before it has to authenticate again
     * @param connections how many websockets and how many event streams there may be
     * @param origins origins of other pages from which browsers may connect, such as {@code https://portal.example}
     */
    public record StreamSettings(
            @Default("30s") Duration heartbeat,
            @Default("10s") Duration slow,
            @Default("12h") Duration session,
            @Default("1000") int connections,
            Set<String> origins) {
        public StreamSettings {
            origins = Set.copyOf(origins);
            if (connections < 1 || heartbeat.isZero() || slow.isZero() || session.isZero()) {
                throw new IllegalArgumentException("'connections' and all durations must be positive");
            }
        }

        public static StreamSettings defaults() {
            return new StreamSettings(
                    Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofHours(12), 1_000, Set.of());
        }

        /** A browser's page must be ours, from the same host, or from an origin that we were told of. */
        boolean allow(String origin, String host) {
            return origin == null
                    || origins.contains(origin)
                    || origin.equals("http://" + host)
                    || origin.equals("https://" + host);
        }
    }
}
