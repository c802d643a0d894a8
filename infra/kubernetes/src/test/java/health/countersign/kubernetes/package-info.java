/** The Helm chart: rendered and judged without a cluster, and installed on a real one. */
package health.countersign.kubernetes;
