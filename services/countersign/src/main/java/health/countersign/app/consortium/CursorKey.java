package health.countersign.app.consortium;

import health.countersign.domain.Base64Url;
import health.countersign.member.keys.PrivateFiles;
import health.countersign.platform.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The secret behind the streams' cursors, made once and kept, so that cursors are good after a restart. */
public final class CursorKey {
    private static final int BYTES = 32;

    private CursorKey() {}

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
