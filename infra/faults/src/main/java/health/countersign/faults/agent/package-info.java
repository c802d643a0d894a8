/** Lives in the programs under test, loaded beside them: halts them at named places and shifts their clocks. */
package health.countersign.faults.agent;
