/** How an organization seals batches: it makes sure that each follows from its own view of the lane, and signs. */
package health.countersign.member.seal;
