/**
 * PostgreSQL as this machine has it, with a data directory of its own: for local clusters and for tests. It is a real
 * server with passwords; an organization that runs for others uses one that somebody looks after.
 */
package health.countersign.postgres;
