/** Which faults happen when: a function of the seed. */
package health.countersign.faults.plan;
