package health.countersign.member;

import health.countersign.domain.OrganizationId;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.member.review.RuleSettings;
import health.countersign.member.store.StoreSettings;
import health.countersign.platform.ProgramSettings;
import health.countersign.platform.auth.AuthSettings;
import health.countersign.platform.http.HttpSettings;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.operations.LogSettings;
import health.countersign.platform.operations.ManagementSettings;
import health.countersign.platform.settings.Default;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What an organization's service needs to know.
 *
 * @param organization which member of the consortium this is
 * @param consortium file of the signed consortium document with its lanes
 * @param keys directory with the organization's private keys
 * @param store where the organization keeps its view
 * @param ledger the organization's ledger nodes
 * @param rules thresholds and severities of the rules, see {@link RuleSettings#of}
 */
public record MemberSettings(
        ManagementSettings management,
        LogSettings logs,
        OrganizationId organization,
        Path consortium,
        Path keys,
        StoreSettings store,
        HttpSettings http,
        AuthSettings auth,
        KafkaSettings kafka,
        LedgerNodes ledger,
        Map<String, String> rules)
        implements ProgramSettings {

    public MemberSettings {
        rules = Map.copyOf(rules);
        RuleSettings.of(rules);
    }

    /** The rules as they are set. */
    public RuleSettings ruleSettings() {
        return RuleSettings.of(rules);
    }

    /**
     * The organization's ledger nodes, the preferred one first.
     *
     * @param apis addresses such as {@code http://localhost:9984}
     * @param streams addresses such as {@code ws://localhost:9985}, in the same order
     * @param timeout how long a node may take to answer
     */
    public record LedgerNodes(
            List<URI> apis,
            List<URI> streams,
            @Default("10s") Duration timeout) {
        public LedgerNodes {
            apis = List.copyOf(apis);
            streams = List.copyOf(streams);
            if (apis.isEmpty() || apis.size() != streams.size()) {
                throw new IllegalArgumentException("needs as many 'apis' as 'streams', one at least");
            }
        }

        BigchainDbSettings nodes() {
            return new BigchainDbSettings(
                    IntStream.range(0, apis.size())
                            .mapToObj(i -> new BigchainDbSettings.Node(apis.get(i), streams.get(i)))
                            .toList(),
                    timeout);
        }
    }
}
