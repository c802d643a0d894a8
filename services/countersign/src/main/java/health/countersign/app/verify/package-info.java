/**
 * Judges a consortium's lanes as an outsider does: from a ledger's API and the consortium file, and from nothing else.
 */
package health.countersign.app.verify;
