package health.countersign.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.bigchaindb.builders.BigchainDbTransactionBuilder;
import com.bigchaindb.constants.Operations;
import com.bigchaindb.cryptoconditions.der.CryptoConditionReader;
import com.bigchaindb.model.FulFill;
import com.bigchaindb.model.MetaData;
import com.bigchaindb.util.JsonUtils;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.i2p.crypto.eddsa.EdDSAPrivateKey;
import net.i2p.crypto.eddsa.EdDSAPublicKey;
import net.i2p.crypto.eddsa.spec.EdDSANamedCurveTable;
import net.i2p.crypto.eddsa.spec.EdDSAParameterSpec;
import net.i2p.crypto.eddsa.spec.EdDSAPrivateKeySpec;
import net.i2p.crypto.eddsa.spec.EdDSAPublicKeySpec;
import org.junit.jupiter.api.Test;

/** What the official Java driver writes we verify, and what we write it reads. */
class DriverInteroperabilityTest {
    private static final Ed25519 ED25519 = Ed25519.preferred();
    private static final EdDSAParameterSpec CURVE = EdDSANamedCurveTable.getByName(EdDSANamedCurveTable.ED_25519);

    private final byte[] seed = Ed25519.newSeed();
    private final EdDSAPrivateKey privateKey = new EdDSAPrivateKey(new EdDSAPrivateKeySpec(seed, CURVE));
    private final EdDSAPublicKey publicKey = new EdDSAPublicKey(new EdDSAPublicKeySpec(privateKey.getA(), CURVE));
    private final SigningKey ours = ED25519.signingKey(seed);

    @Test
    void weVerifyWhatTheDriverBuilds() throws Exception {
        Transaction create = read(driverCreate());
        InMemoryChain chain = new InMemoryChain();
        TransactionValidation validation = new TransactionValidation(chain, ED25519);
        validation.check(create, List.of());
        chain.commit(create);

        Transaction transfer = read(driverTransfer(create.id()));

        assertThatCode(() -> validation.check(transfer, List.of())).doesNotThrowAnyException();
        assertThat(transfer.assetId()).isEqualTo(create.id());
        assertThat(transfer.metadata()).isEqualTo(Map.of("who", "driver"));
        assertThat(transfer.fulfillments().get(0).signatures().get(0).publicKey())
                .isEqualTo(Base58.encode(ours.publicKey().bytes()));
    }

    @Test
    void theDriverSpendsWhatWeCreated() throws Exception {
        Condition.Key key = new Condition.Key(Base58.encode(ours.publicKey().bytes()));
        Transaction create = ourCreate(key);
        InMemoryChain chain = new InMemoryChain();
        chain.commit(create);

        Transaction transfer = read(driverTransfer(create.id()));

        assertThatCode(() -> new TransactionValidation(chain, ED25519).check(transfer, List.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void theDriverReadsWhatWeWrite() {
        Condition.Key key = new Condition.Key(Base58.encode(ours.publicKey().bytes()));
        Transaction create = ourCreate(key);

        com.bigchaindb.model.Transaction read = JsonUtils.fromJson(
                new String(create.bytes(), StandardCharsets.UTF_8), com.bigchaindb.model.Transaction.class);

        assertThat(read.getId()).isEqualTo(create.id());
        assertThat(read.getOperation()).contains("CREATE");
        assertThat(read.getInputs().get(0).getFullFillment())
                .isEqualTo(create.fulfillments().get(0).text());
        assertThat(read.getInputs().get(0).getOwnersBefore()).containsExactly(key.publicKey());
        assertThat(read.getOutputs().get(0).getPublicKeys()).containsExactly(key.publicKey());
        assertThat(read.getOutputs().get(0).getCondition().getUri()).isEqualTo(key.uri());
    }

    @Test
    void theDriverReadsABatchAndItsConditionsVerifyTheSeals() throws Exception {
        LaptopConsortium consortium = new LaptopConsortium("laptop");
        Transaction batch = consortium.chain(2, 1).get(1);

        com.bigchaindb.model.Transaction read = JsonUtils.fromJson(
                new String(batch.bytes(), StandardCharsets.UTF_8), com.bigchaindb.model.Transaction.class);

        assertThat(read.getId()).isEqualTo(batch.id());
        FulFill spent = read.getInputs().get(0).getFulFills();
        assertThat(spent.getTransactionId()).isEqualTo(consortium.genesis(2).id());
        assertThat(spent.getOutputIndex()).isZero();
        com.bigchaindb.cryptoconditions.Fulfillment fulfillment = CryptoConditionReader.readFulfillment(
                Base64.getUrlDecoder().decode(read.getInputs().get(0).getFullFillment()));
        assertThat(fulfillment.verify(fulfillment.getCondition(), batch.message(0)))
                .isTrue();
        assertThat(fulfillment.getCondition().getUri())
                .hasToString(consortium.transactions().lock().condition().uri());
    }

    private Transaction ourCreate(Condition.Key key) {
        TransactionBody body = TransactionBody.of(
                new Asset.Created(Map.of("kind", "test")),
                List.of(new Input(List.of(key.publicKey()), Optional.empty())),
                Map.of("note", "ours"),
                List.of(Output.of(key)));
        return body.fulfilled(List.of(new Fulfillment.Signed(key.publicKey(), ours.sign(body.message(0)))));
    }

    private com.bigchaindb.model.Transaction driverCreate() throws Exception {
        Map<String, String> asset = new TreeMap<>(Map.of("card", "c-1", "kind", "test"));
        return BigchainDbTransactionBuilder.init()
                .addAssets(asset, TreeMap.class)
                .addMetaData(metadata())
                .operation(Operations.CREATE)
                .buildAndSignOnly(publicKey, privateKey);
    }

    private com.bigchaindb.model.Transaction driverTransfer(String parent) throws Exception {
        FulFill spent = new FulFill();
        spent.setTransactionId(parent);
        spent.setOutputIndex(0);
        return BigchainDbTransactionBuilder.init()
                .addInput(null, spent, publicKey)
                .addOutput("1", publicKey)
                .addAssets(parent, String.class)
                .addMetaData(metadata())
                .operation(Operations.TRANSFER)
                .buildAndSignOnly(publicKey, privateKey);
    }

    private static MetaData metadata() {
        MetaData metadata = new MetaData();
        metadata.setMetaData("who", "driver");
        return metadata;
    }

    private static Transaction read(com.bigchaindb.model.Transaction driver) {
        return Transaction.of(driver.toString().getBytes(StandardCharsets.UTF_8));
    }
}
