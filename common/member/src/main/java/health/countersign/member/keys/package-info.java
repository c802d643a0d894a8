/**
 * The keys of an organization and how they come to be: its own four, the keys of sections as they are wrapped to
 * readers, and the document that says whose keys count.
 */
package health.countersign.member.keys;
