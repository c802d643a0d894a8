/**
 * The service of a billing office: owner of claims, invoices and payments.
 * It adds the rules that care is billed once and paid once.
 * It knows no other service; they meet only in the log.
 */
package health.countersign.billing;
