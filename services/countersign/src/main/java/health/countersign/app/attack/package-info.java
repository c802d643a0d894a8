/**
 * Attacks on a running consortium, each in a class of its own: by outsiders, and by members with their keys, through
 * public doors only: HTTP, topics and the ledger's API. Each says what must happen, and looks whether it does.
 */
package health.countersign.app.attack;
