/** Settings as records: a file overlaid by the environment, and everything that is wrong with them at once. */
package health.countersign.platform.settings;
