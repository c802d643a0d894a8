/**
 * The ledger writer: sends the exact bytes that were written ahead, and believes nothing but the ledger.
 * It follows every lane, judges what is there as everybody does, and says in {@code outcomes} what was committed,
 * whoever sent it.
 */
package health.countersign.validator.writer;
