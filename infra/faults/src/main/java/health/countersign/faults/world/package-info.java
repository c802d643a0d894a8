/** A consortium with two of everything, and what can be done to it. */
package health.countersign.faults.world;
