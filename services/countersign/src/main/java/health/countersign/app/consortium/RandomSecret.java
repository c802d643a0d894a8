package health.countersign.app.consortium;

import health.countersign.domain.Base64Url;
import health.countersign.member.keys.PrivateFiles;
import health.countersign.platform.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A random secret in a file that only its owner may read: made once and kept. */
public final class RandomSecret {
    private static final int BYTES = 32;

    private RandomSecret() {}

    /** The secret of this file, 32 random bytes in base64url; made, with the directory, if it is not there. */
    public static Secret in(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            PrivateFiles.makeDirectory(file.getParent());
            PrivateFiles.write(file, Base64Url.encode(random).getBytes(StandardCharsets.US_ASCII));
        }
        return new Secret(Files.readString(file, StandardCharsets.US_ASCII));
    }
}
