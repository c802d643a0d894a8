/**
 * What the validator makes of one lane, as a function of what it has heard: no clock, no network, no Kafka.
 * {@link health.countersign.validator.lane.LaneBook} hears each event and says what follows; everything that it has to
 * remember stands in a {@link health.countersign.validator.lane.Table}.
 */
package health.countersign.validator.lane;
