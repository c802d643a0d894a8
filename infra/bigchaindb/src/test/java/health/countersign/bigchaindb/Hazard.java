package health.countersign.bigchaindb;

import health.countersign.ledger.Asset;
import health.countersign.ledger.Base58;
import health.countersign.ledger.Condition;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.Fulfillment;
import health.countersign.ledger.Input;
import health.countersign.ledger.LedgerVector;
import health.countersign.ledger.Output;
import health.countersign.ledger.SigningKey;
import health.countersign.ledger.TransactionBody;
import health.countersign.ledger.Wallet;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Bytes that would stop a BigchainDB network for good, with new keys each time, and rightly signed where possible. */
record Hazard(String name, Buffer content) {
    private static final long PLACE = 4_242_424_242_424_242L;

    static List<Hazard> all() {
        Stream<Hazard> minted = Stream.of(
                withMetadata("an integer beyond int64", "9223372036854775808"),
                withMetadata("a number that is not finite", "1e999"),
                withMetadata("half a character", "\"\\ud800\""),
                withMetadata("nesting that no database stores", "[".repeat(120) + "]".repeat(120)),
                withMetadata("600 KiB of metadata", '"' + "x".repeat(600 * 1024) + '"'),
                withOutput("a threshold in a threshold, four deep", thresholds(4)),
                withOutput("65 keys under one threshold", new Condition.Threshold(1, Collections.nCopies(65, key()))));
        Stream<Hazard> vectors = Stream.of("w05_int64_overflow", "x30_id_not_hex", "x32_garbage_fulfilment")
                .map(name ->
                        new Hazard(name, Buffer.buffer(LedgerVector.named(name).json())));
        return Stream.concat(minted, vectors).toList();
    }

    /** What is not even a transaction: Tendermint takes any bytes. */
    static List<Hazard> rubbish() {
        return Stream.concat(
                        Stream.of(new byte[] {-1}),
                        Stream.of("[]", "5", "{}", "{\"id\":", "[".repeat(50_000))
                                .map(text -> text.getBytes(StandardCharsets.UTF_8)))
                .map(bytes -> new Hazard("%d bytes of rubbish".formatted(bytes.length), Buffer.buffer(bytes)))
                .toList();
    }

    private static Hazard withMetadata(String name, String json) {
        SigningKey key = Wallet.ED25519.signingKey(Ed25519.newSeed());
        Condition.Key owner = key(key);
        return signed(name, key, body(owner, owner).replace(String.valueOf(PLACE), json));
    }

    private static Hazard withOutput(String name, Condition output) {
        SigningKey key = Wallet.ED25519.signingKey(Ed25519.newSeed());
        return signed(name, key, body(key(key), output));
    }

    private static String body(Condition.Key owner, Condition output) {
        return TransactionBody.of(
                        new Asset.Created(Map.of("kind", "hazard")),
                        List.of(new Input(List.of(owner.publicKey()), Optional.empty())),
                        Map.of("n", PLACE),
                        List.of(Output.of(output)))
                .text();
    }

    /** As a transaction is signed and named, but on its text, because our own code would not make such a one. */
    private static Hazard signed(String name, SigningKey key, String body) {
        String owner = key(key).publicKey();
        String fulfillment = new Fulfillment.Signed(owner, key.sign(sha3(body))).text();
        String signed = body.replace("\"fulfillment\":null", "\"fulfillment\":\"" + fulfillment + '"');
        String id = HexFormat.of().formatHex(sha3(signed));
        return new Hazard(name, Buffer.buffer(signed.replace("\"id\":null", "\"id\":\"" + id + '"')));
    }

    private static Condition thresholds(int depth) {
        return depth == 0 ? key() : new Condition.Threshold(1, List.of(thresholds(depth - 1)));
    }

    private static Condition key() {
        return new Condition.Key(new Wallet().publicKey());
    }

    private static Condition.Key key(SigningKey key) {
        return new Condition.Key(Base58.encode(key.publicKey().bytes()));
    }

    private static byte[] sha3(String text) {
        try {
            return MessageDigest.getInstance("SHA3-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] json() {
        return content.getBytes();
    }

    @Override
    public String toString() {
        return name;
    }
}
