package health.countersign.domain;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Five organizations with real Ed25519 keys and the policies of the laptop consortium. */
final class Laptop {
    static final OrganizationId BILLING = new OrganizationId("billing-office");
    static final OrganizationId CLINIC = new OrganizationId("clinic");
    static final OrganizationId HOSPITAL_A = new OrganizationId("hospital-a");
    static final OrganizationId HOSPITAL_B = new OrganizationId("hospital-b");
    static final OrganizationId INSURER = new OrganizationId("insurer");
    static final Role MEDICAL = new Role("medical");
    static final Role BILLS = new Role("billing");
    static final Role INSURES = new Role("insurance");
    static final String SEAL_POLICY = "3 of (billing-office, clinic, hospital-a, hospital-b, insurer)";

    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    final Map<OrganizationId, KeyPair> keys = new HashMap<>();
    final ConsortiumDocument document;

    Laptop() {
        document = new ConsortiumDocument(
                new ConsortiumVersion("laptop", 1),
                Optional.empty(),
                4,
                List.of(
                        organization(BILLING, BILLS),
                        organization(CLINIC, MEDICAL),
                        organization(HOSPITAL_A, MEDICAL),
                        organization(HOSPITAL_B, MEDICAL),
                        organization(INSURER, INSURES)),
                Map.of(
                        Section.IDENTITY, terms(Set.of(MEDICAL), Set.of(MEDICAL, BILLS, INSURES), clinicalPolicy()),
                        Section.MEDICAL, terms(Set.of(MEDICAL), Set.of(MEDICAL), clinicalPolicy()),
                        Section.BILLING,
                                terms(
                                        Set.of(BILLS),
                                        Set.of(MEDICAL, BILLS, INSURES),
                                        "all(role:insurance, any(role:medical))")),
                PolicyText.parse(SEAL_POLICY),
                "embedded");
    }

    static SectionTerms terms(Set<Role> writers, Set<Role> readers, String policy) {
        return new SectionTerms(writers, readers, PolicyText.parse(policy));
    }

    static String clinicalPolicy() {
        return "all(any(role:medical), any(role:billing, role:insurance))";
    }

    private Organization organization(OrganizationId id, Role role) {
        keys.put(id, generate());
        return new Organization(
                id,
                id.value(),
                Set.of(role),
                new Organization.Keys(raw(keys.get(id)), raw(generate()), raw(generate()), raw(generate())));
    }

    static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static PublicKey raw(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        return PublicKey.of(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    Signature sign(OrganizationId organization, byte[] bytes) {
        return sign(keys.get(organization), bytes);
    }

    static Signature sign(KeyPair pair, byte[] bytes) {
        try {
            java.security.Signature signature = java.security.Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return Signature.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean verifies(PublicKey key, byte[] message, Signature signature) {
        try {
            byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + 32);
            System.arraycopy(key.bytes(), 0, encoded, X509_PREFIX.length, 32);
            java.security.Signature verifier = java.security.Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(message);
            return verifier.verify(signature.bytes());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static Nonce nonce() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return Nonce.of(bytes);
    }
}
