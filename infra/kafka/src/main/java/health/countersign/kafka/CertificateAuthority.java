package health.countersign.kafka;

import health.countersign.platform.access.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Issues the certificates of a cluster on one machine, for laptops and tests: its key lies in a file beside them. In
 * production an operator brings a public-key infrastructure of their own, with the same subjects.
 */
public final class CertificateAuthority {
    private static final Duration OWN_LIFE = Duration.ofDays(3650);
    private static final Duration LIFE = Duration.ofDays(365);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    /** Clocks of one machine may step back; those of several differ. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private final Path directory;
    private final InstantSource clock;
    private final Issuer issuer;

    private CertificateAuthority(Path directory, InstantSource clock, Issuer issuer) {
        this.directory = directory;
        this.clock = clock;
        this.issuer = issuer;
    }

    /**
     * The authority of this directory; makes its key and its own certificate if there are none.
     *
     * @throws UncheckedIOException if the files cannot be read or written
     */
    public static CertificateAuthority in(Path directory, InstantSource clock) {
        Path certificate = directory.resolve("ca.pem");
        Path key = directory.resolve("ca-key.pem");
        try {
            PrivateFile.makeDirectory(directory);
            if (!Files.exists(certificate)) {
                KeyPair pair = Issuer.newKeys();
                Instant now = clock.instant();
                X509Certificate self = Issuer.selfSigned(pair, now.minus(BACKDATED), now.plus(OWN_LIFE));
                PrivateFile.write(key, Pem.of(pair.getPrivate()));
                PrivateFile.write(certificate, Pem.of(self));
            }
            Issuer issuer = new Issuer(Pem.key(key), Pem.certificate(certificate));
            return new CertificateAuthority(directory.toAbsolutePath(), clock, issuer);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the certificates in " + directory, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read the certificates in " + directory, e);
        }
    }

    /** The file of the authority's own certificate, which everybody trusts who trusts this cluster. */
    public Path trusted() {
        return directory.resolve("ca.pem");
    }

    /**
     * The principal's key and certificate in one file that only its owner may read; made if there is none, and made
     * anew when it has less than thirty days to live.
     */
    public Path certificate(Principal principal) {
        Path file = file(principal);
        return Files.exists(file) && expiry(principal).isAfter(clock.instant().plus(RENEW_BEFORE))
                ? file
                : issue(principal, LIFE);
    }

    /**
     * Issues a new key and certificate, in the place of the old ones if there were any.
     *
     * @param life from now, in whole seconds; zero or less for one that has expired
     */
    public Path issue(Principal principal, Duration life) {
        Instant end = clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
        Instant begin = clock.instant().minus(BACKDATED);
        try {
            KeyPair pair = Issuer.newKeys();
            X509Certificate certificate =
                    issuer.issue(principal, pair.getPublic(), begin.isBefore(end) ? begin : end.minus(BACKDATED), end);
            PrivateFile.write(file(principal), Pem.of(pair.getPrivate()) + Pem.of(certificate));
            return file(principal);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the certificate of " + principal, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot issue a certificate for " + principal, e);
        }
    }

    /** When the principal's certificate ends. */
    public Instant expiry(Principal principal) {
        try {
            return Pem.certificate(file(principal)).getNotAfter().toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the certificate of " + principal, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read the certificate of " + principal, e);
        }
    }

    /** What a Kafka client is told to be this principal, for {@code KafkaSettings.client} or a file of properties. */
    public Map<String, String> clientSettings(Principal principal) {
        return Map.of(
                "security.protocol", "SSL",
                "ssl.keystore.type", "PEM",
                "ssl.keystore.location", certificate(principal).toString(),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", trusted().toString());
    }

    private Path file(Principal principal) {
        return directory.resolve(principal + ".pem");
    }
}
