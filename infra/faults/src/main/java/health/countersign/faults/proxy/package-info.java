/** Proxies that can be told to fail. */
package health.countersign.faults.proxy;
