package health.countersign.app.laptop;

import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.member.keys.Agreement;

/**
 * What a laptop runs.
 *
 * @param agreement what the founders agree on, if there is no consortium yet
 */
public record LaptopSettings(ConsortiumFiles files, LaptopPorts ports, Agreement agreement) {}
