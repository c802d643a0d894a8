/**
 * Bugs planted on purpose into the code that services run, one at a time, while the tests run that must notice.
 * Nothing of it is in production code: methods are rewritten in the memory of the test's JVM and put back.
 * A suite that stays green with a bug in it does not test what it says.
 */
package health.countersign.defects;
