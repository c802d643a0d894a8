/** Judges a run from its files alone; knows nothing of the services. */
package health.countersign.faults.judge;
