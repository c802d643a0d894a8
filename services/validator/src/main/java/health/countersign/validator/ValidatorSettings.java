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
        KafkaSettings kafka,
        StreamsSettings streams,
        LedgerNodes ledger,
        Pace pace,
        Path consortium)
        implements ProgramSettings {

    /**
     * The nodes that transactions are sent to and lanes are read from, the first that answers.
     *
     * @param apis addresses such as {@code http://localhost:9984}
     * @param streams addresses such as {@code ws://localhost:9985}, in the same order
     * @param timeout how long one node may take
     * @param poll how often a lane of which nothing was heard is looked at
     */
    public record LedgerNodes(
            List<URI> apis,
            List<URI> streams,
            @Default("10s") Duration timeout,
            @Default("2s") Duration poll) {
        public LedgerNodes {
            apis = List.copyOf(apis);
            streams = List.copyOf(streams);
            if (apis.isEmpty() || apis.size() != streams.size()) {
                throw new IllegalArgumentException("needs as many 'apis' as 'streams', one at least");
            }
        }

        BigchainDbSettings settings() {
            List<BigchainDbSettings.Node> pairs = new ArrayList<>();
            for (int i = 0; i < apis.size(); i++) {
                pairs.add(new BigchainDbSettings.Node(apis.get(i), streams.get(i)));
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
