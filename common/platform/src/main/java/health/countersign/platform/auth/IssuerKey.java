package health.countersign.platform.auth;

import health.countersign.domain.Base64Url;
import health.countersign.domain.CanonicalJson;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A P-256 key in a file of two lines: private key (PKCS #8) and public key (X.509), base64url. */
record IssuerKey(PrivateKey secret, ECPublicKey open) {
    private static final int COORDINATE_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    static IssuerKey at(Path file) throws IOException {
        try {
            return Files.exists(file) ? read(file) : make(file);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the issuer's key in " + file + " cannot be used: move it away to get a new one", e);
        }
    }

    private static IssuerKey read(Path file) throws IOException, GeneralSecurityException {
        if (posix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("others may read the issuer's key in " + file + ": run chmod 600 on it");
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        if (lines.size() != 2) {
            throw new GeneralSecurityException("two lines expected");
        }
        KeyFactory factory = KeyFactory.getInstance("EC");
        return new IssuerKey(
                factory.generatePrivate(new PKCS8EncodedKeySpec(Base64Url.decode(lines.get(0)))),
                (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(Base64Url.decode(lines.get(1)))));
    }

    private static IssuerKey make(Path file) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (posix(file.toAbsolutePath().getParent())) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createFile(file);
        }
        String text = Base64Url.encode(pair.getPrivate().getEncoded()) + "\n"
                + Base64Url.encode(pair.getPublic().getEncoded()) + "\n";
        Files.writeString(file, text, StandardOpenOption.WRITE);
        return new IssuerKey(pair.getPrivate(), (ECPublicKey) pair.getPublic());
    }

    private static boolean posix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }

    /** The thumbprint (RFC 7638): the same key has the same id everywhere. */
    String id() {
        try {
            return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(CanonicalJson.bytes(bare())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this machine has no SHA-256", e);
        }
    }

    Map<String, Object> jwk() {
        Map<String, Object> bare = bare();
        return Map.of(
                "kty", bare.get("kty"),
                "crv", bare.get("crv"),
                "x", bare.get("x"),
                "y", bare.get("y"),
                "kid", id(),
                "use", "sig",
                "alg", "ES256");
    }

    private Map<String, Object> bare() {
        return Map.of(
                "kty",
                "EC",
                "crv",
                "P-256",
                "x",
                coordinate(open.getW().getAffineX()),
                "y",
                coordinate(open.getW().getAffineY()));
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return Base64Url.encode(fixed);
    }

    @Override
    public String toString() {
        return "IssuerKey[" + id() + "]";
    }
}
