/**
 * A ledger of one node: BigchainDB 2.2's HTTP API, event stream and verdicts over a durable local store.
 * It has no replicas and no Byzantine fault tolerance; whoever holds its directory can rewrite its history.
 * Members notice that, because they verify every transaction by themselves.
 */
package health.countersign.embedded.ledger;
