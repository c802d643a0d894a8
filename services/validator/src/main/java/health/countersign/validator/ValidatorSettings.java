package health.countersign.validator;

import health.countersign.ledger.BigchainDbSettings;
import health.countersign.platform.ProgramSettings;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.operations.LogSettings;
import health.countersign.platform.operations.ManagementSettings;
import health.countersign.platform.settings.Default;
import health.countersign.validator.stream.LanePace;
import health.countersign.validator.stream.StreamsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a validator needs to know.
 *
 * @param consortium the file with the signed consortium document and the annex of lanes
 */
public record ValidatorSettings(
        ManagementSettings management,
        LogSettings logs,
        KafkaSettings log,
        StreamsSettings streams,
        LedgerNodes ledger,
        Pace pace,
        Path consortium)
        implements ProgramSettings {

    /**
     * The nodes that transactions are sent to and lanes are read from, the first that answers.
     *
     * @param nodes addresses of their APIs
     * @param events addresses of their event streams, in the same order
     * @param timeout how long one node may take
     * @param poll how often a lane of which nothing was heard is looked at
     */
    public record LedgerNodes(
            List<URI> nodes,
            List<URI> events,
            @Default("10s") Duration timeout,
            @Default("2s") Duration poll) {
        public LedgerNodes {
            nodes = List.copyOf(nodes);
            events = List.copyOf(events);
            if (nodes.isEmpty() || nodes.size() != events.size()) {
                throw new IllegalArgumentException("must name an address in 'events' for each one in 'nodes'");
            }
        }

        BigchainDbSettings settings() {
            List<BigchainDbSettings.Node> pairs = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                pairs.add(new BigchainDbSettings.Node(nodes.get(i), events.get(i)));
            }
            return new BigchainDbSettings(pairs, timeout);
        }
    }

    /**
     * How often the validator speaks of itself.
     *
     * @param minInterval from one batch of a lane to the next, at least: about 500 ms for a real ledger
     * @param tick how often a lane where nobody answers is given the time, once a deadline has passed by our clock
     * @param idleTick the same while no deadline has passed by our clock, which may be wrong
     */
    public record Pace(
            @Default("0ms") Duration minInterval,
            @Default("1s") Duration tick,
            @Default("60s") Duration idleTick) {
        LanePace lanes() {
            return new LanePace(minInterval, tick, idleTick);
        }
    }
}
