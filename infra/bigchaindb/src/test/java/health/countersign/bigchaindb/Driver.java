package health.countersign.bigchaindb;

import com.bigchaindb.builders.BigchainDbConfigBuilder;
import com.bigchaindb.builders.BigchainDbTransactionBuilder;
import com.bigchaindb.constants.Operations;
import com.bigchaindb.model.FulFill;
import com.bigchaindb.model.MetaData;
import com.bigchaindb.model.Transaction;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import net.i2p.crypto.eddsa.EdDSAPrivateKey;
import net.i2p.crypto.eddsa.EdDSAPublicKey;
import net.i2p.crypto.eddsa.KeyPairGenerator;

/** BigchainDB's official Java driver, as a partner would use it. Its state is the whole JVM's. */
final class Driver {
    private final EdDSAPrivateKey privateKey;
    private final EdDSAPublicKey publicKey;

    Driver(URI node) {
        BigchainDbConfigBuilder.baseUrl(node.toString()).setup();
        var pair = new KeyPairGenerator().generateKeyPair();
        this.privateKey = (EdDSAPrivateKey) pair.getPrivate();
        this.publicKey = (EdDSAPublicKey) pair.getPublic();
    }

    Transaction create(String says) throws Exception {
        return BigchainDbTransactionBuilder.init()
                .addAssets(new TreeMap<>(Map.of("says", says)), TreeMap.class)
                .addMetaData(metadata(says))
                .operation(Operations.CREATE)
                .buildAndSign(publicKey, privateKey)
                .sendTransaction();
    }

    Transaction transfer(String parent, String says) throws Exception {
        FulFill spent = new FulFill();
        spent.setTransactionId(parent);
        spent.setOutputIndex(0);
        return BigchainDbTransactionBuilder.init()
                .addInput(null, spent, publicKey)
                .addOutput("1", publicKey)
                .addAssets(parent, String.class)
                .addMetaData(metadata(says))
                .operation(Operations.TRANSFER)
                .buildAndSign(publicKey, privateKey)
                .sendTransaction();
    }

    private static MetaData metadata(String says) {
        MetaData metadata = new MetaData();
        metadata.setMetaData("says", says);
        return metadata;
    }
}
