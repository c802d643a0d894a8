/** One program at a time, as an operator runs it: {@code countersign run}. */
package health.countersign.app.run;
