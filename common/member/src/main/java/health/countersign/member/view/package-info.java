/** An organization's own copy of the cards: made from the ledger, verified change by change, opened where it may. */
package health.countersign.member.view;
