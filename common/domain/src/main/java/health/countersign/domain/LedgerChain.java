package health.countersign.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The chain that a consortium's ledger keeps, and who may commit blocks to it: what proofs of its blocks are judged by.
 *
 * @param chain its id, as in Tendermint's genesis file
 * @param validators all of them, in the order in which the chain's blocks hash them: ascending by address
 */
public record LedgerChain(String chain, List<Validator> validators) {
    private static final int LONGEST_CHAIN = 50;
    private static final int MOST_VALIDATORS = 256;

    public LedgerChain {
        validators = List.copyOf(validators);
        Set<PublicKey> keys = new HashSet<>();
        validators.forEach(validator -> keys.add(validator.key()));
        if (!chain.matches("[!-~]{1," + LONGEST_CHAIN + "}")) {
            throw new IllegalArgumentException("the id of a chain is 1 to 50 visible characters");
        }
        if (validators.isEmpty() || validators.size() > MOST_VALIDATORS || keys.size() != validators.size()) {
            throw new IllegalArgumentException("a chain has 1 to 256 validators, each once");
        }
    }

    /**
     * Who may vote for blocks.
     *
     * @param power how much a vote counts, 1 to 2^40
     */
    public record Validator(PublicKey key, long power) {
        private static final long MOST_POWER = 1L << 40;

        public Validator {
            if (power < 1 || power > MOST_POWER) {
                throw new IllegalArgumentException("a validator's power is 1 to 2^40");
            }
        }

        private Object tree() {
            return List.of(key.base64(), power);
        }

        private static Validator of(Object tree) {
            List<?> pair = Trees.tuple(tree, 2);
            return new Validator(new PublicKey((String) pair.get(0)), (Long) pair.get(1));
        }
    }

    /** The power of all validators together. */
    public long power() {
        return validators.stream().mapToLong(Validator::power).sum();
    }

    /** The chain as it stands in the annex. */
    public Map<String, Object> tree() {
        return Trees.object("chain", chain, "validators", Trees.list(validators, Validator::tree));
    }

    /** Reads a chain strictly. */
    public static LedgerChain of(Object tree) {
        Fields fields = Fields.of(tree);
        LedgerChain chain = new LedgerChain(fields.string("chain"), fields.list("validators", Validator::of));
        fields.end();
        return chain;
    }
}
