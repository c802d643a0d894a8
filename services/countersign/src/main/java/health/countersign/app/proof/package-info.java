/**
 * Packs: everything that a machine without network needs to verify cards, in one file. What a pack looks like is
 * {@code docs/proof.md}; this package writes and judges it.
 */
package health.countersign.app.proof;
