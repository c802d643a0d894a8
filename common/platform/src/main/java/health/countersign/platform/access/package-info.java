/**
 * Who may do what on the log: one principal for each organization and part, and the rights that each needs, as a list.
 * The list is pure and printable; putting it into a cluster adds what is missing and removes what is not on it.
 */
package health.countersign.platform.access;
