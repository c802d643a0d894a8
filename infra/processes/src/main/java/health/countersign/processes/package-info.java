/**
 * Programs of this machine as processes of ours: started apart from us, found again by a later command, and ended only
 * if they are the ones that we started.
 */
package health.countersign.processes;
