/**
 * What an organization keeps: one SQLite file, written by one thread that groups work into transactions, read by many.
 */
package health.countersign.member.store;
