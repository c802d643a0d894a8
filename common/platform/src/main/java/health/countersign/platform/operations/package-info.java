/** What operators see: health, metrics, logs; and the clock. */
package health.countersign.platform.operations;
