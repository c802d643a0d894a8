package health.countersign.platform.log;

import java.security.KeyStore;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own TLS, but a renewed certificate counts from the next connection on: Kafka's clients read theirs once.
 * Public because Kafka makes it by name.
 */
public final class RenewingTls implements SslEngineFactory {
    private static final Logger LOG = LoggerFactory.getLogger(RenewingTls.class);

    private Map<String, ?> settings = Map.of();
    private DefaultSslEngineFactory current = new DefaultSslEngineFactory();

    @Override
    public synchronized void configure(Map<String, ?> configs) {
        settings = configs;
        current.configure(configs);
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String identification) {
        return renewed().createClientSslEngine(host, port, identification);
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        return renewed().createServerSslEngine(host, port);
    }

    @Override
    public synchronized boolean shouldBeRebuilt(Map<String, Object> next) {
        return current.shouldBeRebuilt(next);
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return renewed().reconfigurableConfigs();
    }

    @Override
    public KeyStore keystore() {
        return renewed().keystore();
    }

    @Override
    public KeyStore truststore() {
        return renewed().truststore();
    }

    @Override
    public synchronized void close() {
        current.close();
    }

    /** Half a file, or a key and a certificate that do not belong together, are for the moment as good as no news. */
    private synchronized DefaultSslEngineFactory renewed() {
        if (current.shouldBeRebuilt(Collections.unmodifiableMap(settings))) {
            DefaultSslEngineFactory next = new DefaultSslEngineFactory();
            try {
                next.configure(settings);
                current = next;
                LOG.atInfo().log("certificates for the log are read anew");
            } catch (KafkaException e) {
                LOG.atWarn().setCause(e).log("certificates for the log changed and cannot be read; the old ones stay");
            }
        }
        return current;
    }
}
