/** What a run leaves behind, as files. */
package health.countersign.faults.evidence;
