/**
 * From files with FHIR R4 bundles to the order in which their entries can be sent: {@link
 * health.countersign.app.bundle.BundleReader} reads, {@link health.countersign.app.bundle.BundleOrder} plans and is
 * pure. Every entry read ends in a step of a card or among what is left out, with its reason.
 */
package health.countersign.app.bundle;
