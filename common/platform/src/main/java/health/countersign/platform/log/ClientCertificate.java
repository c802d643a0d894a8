package health.countersign.platform.log;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * The certificate with which this program shows brokers who it is.
 *
 * @param subject such as {@code CN=hospital-a,OU=member}
 * @param expires from when on brokers refuse it
 * @param place the file that it is in, or "the settings"
 */
record ClientCertificate(String subject, Instant expires, String place) {

    /** The one that these settings name; empty if they name none, or none that can be read now. */
    static Optional<ClientCertificate> of(KafkaSettings settings) {
        ConfigDef known = new ConfigDef().withClientSslSupport();
        try (DefaultSslEngineFactory stores = new DefaultSslEngineFactory()) {
            stores.configure(new AbstractConfig(known, settings.common(), false).values());
            return of(stores.keystore(), settings.common());
        } catch (KafkaException unreadable) { // also what the settings say wrongly: Kafka's clients complain of it
            return Optional.empty();
        }
    }

    private static Optional<ClientCertificate> of(KeyStore store, Map<String, Object> settings) {
        if (store == null) {
            return Optional.empty();
        }
        String place = String.valueOf(settings.getOrDefault(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, "the settings"));
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return Optional.of(new ClientCertificate(
                            certificate.getSubjectX500Principal().getName(),
                            certificate.getNotAfter().toInstant(),
                            place));
                }
            }
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a store that was loaded is not", e);
        }
    }

    boolean expired(Instant now) {
        return now.isAfter(expires);
    }
}
