/** Changes over many cards through HTTP, and subscribers. */
package health.countersign.faults.load;
