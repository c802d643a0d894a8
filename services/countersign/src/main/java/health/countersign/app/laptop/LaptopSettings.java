package health.countersign.app.laptop;

import health.countersign.member.keys.Agreement;

/**
 * What a laptop runs.
 *
 * @param agreement what the founders agree on, if there is no consortium yet
 */
public record LaptopSettings(LaptopFiles files, LaptopPorts ports, Agreement agreement) {}
