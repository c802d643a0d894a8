/** A consortium as processes of this machine: brokers, ledger nodes, a database server, and every program by itself. */
package health.countersign.app.cluster;
