/**
 * Proofs that the validators of a chain committed a transaction, as anyone can check them without a node: Tendermint
 * 0.31.5's headers, commits and Merkle trees (spec/blockchain/blockchain.md and encoding.md of that version), what a
 * node tells of them, and the verdict. What a proof looks like is {@code docs/proof.md}.
 */
package health.countersign.ledger.tendermint;
