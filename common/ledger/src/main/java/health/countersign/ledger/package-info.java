/**
 * The append-only store that all organizations share, behind one port, with BigchainDB as its adapter.
 * Transactions, conditions, seals and the verification of whole lanes live here, and BigchainDB's words never leave
 * this module.
 * Nothing that a ledger node says is believed unless it was verified here.
 */
package health.countersign.ledger;
