/**
 * Gathers verified answers, decides proposals, drafts batches, collects seals and writes assembled transactions to the
 * ledger.
 * It is a Kafka Streams program with exactly-once processing, one processor per lane.
 * It holds no key that matters: it can delay a change, but it cannot forge or alter one.
 */
package health.countersign.validator;
