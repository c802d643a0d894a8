/**
 * Real BigchainDB 2.2.2 nodes with Tendermint 0.31.5, made from published packages and run as processes of this
 * machine: one, or a network of four. What differs from an operator's node is its database, unless MongoDB is given.
 */
package health.countersign.bigchaindb;
