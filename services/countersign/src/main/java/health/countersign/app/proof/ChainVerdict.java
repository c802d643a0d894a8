package health.countersign.app.proof;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * By which chain's validators the transactions must be committed.
 *
 * @param blocks of the pack that are shown to be in the chain
 */
public record ChainVerdict(String chain, long validators, long blocks) {
    /** As a person reads it. */
    String line() {
        return "ledger %s: %,d blocks stand, signed by more than two thirds of %,d validators"
                .formatted(chain, blocks, validators);
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("chain", chain);
        tree.put("validators", validators);
        tree.put("blocks", blocks);
        return tree;
    }
}
