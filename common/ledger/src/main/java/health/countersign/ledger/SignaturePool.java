package health.countersign.ledger;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Signature objects of one key, each used by one thread at a time: with a native provider, setting one up costs more
 * than what it then does.
 */
final class SignaturePool {
    /** What to do with a signature object that is ready for the first byte of a message. */
    interface Use<T> {
        T of(Signature signature) throws GeneralSecurityException;
    }

    /** Makes a signature object that is ready for the first byte of a message. */
    interface Source {
        Signature next() throws GeneralSecurityException;
    }

    private final Source source;
    private final ConcurrentLinkedQueue<Signature> idle = new ConcurrentLinkedQueue<>();

    SignaturePool(Source source) {
        this.source = source;
    }

    <T> T with(Use<T> use) {
        Signature pooled = idle.poll();
        try {
            Signature signature = pooled == null ? source.next() : pooled;
            T result = use.of(signature);
            idle.add(signature);
            return result;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("the Ed25519 provider failed", unusable);
        }
    }
}
