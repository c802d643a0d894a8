package health.countersign.ledger.tendermint;

import health.countersign.ledger.Reason;

/** Why a proof does not show that the chain's validators committed a transaction, in the order of looking. */
public enum ProofFlaw {
    MISSING("missing", "there is no proof that the ledger's nodes committed it"),
    UNREADABLE("unreadable", "this is no canonical proof"),
    TRANSACTION(
            "transaction", "the proof is of another transaction, or of one in a form that two could read differently"),
    BLOCK("block", "there is no readable block of the height that the proof names"),
    CHAIN("chain", "the block is of another chain than the one that the consortium agreed on"),
    HEIGHT("height", "the second header is not of the next height"),
    LINK("link", "the second header does not name the first one as the block before it"),
    VALIDATORS("validators", "the block was made by other validators than those that the consortium agreed on"),
    VOTES("votes", "a validator's vote does not verify"),
    POWER("power", "the votes are not of more than two thirds of the validators' power"),
    DATA("data", "the block does not hold the transaction at this place"),
    RESULTS("results", "the next block does not hold this result at this place"),
    REFUSED("refused", "the ledger's nodes refused the transaction"),
    SURPLUS("surplus", "there is a proof of a transaction that is not there");

    private final String code;
    private final String sentence;

    ProofFlaw(String code, String sentence) {
        this.code = "proof-" + code;
        this.sentence = sentence;
    }

    /** Code and sentence. */
    public Reason reason() {
        return new Reason(code, sentence);
    }
}
