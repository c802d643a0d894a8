package health.countersign.app.consortium;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import health.countersign.domain.Consortium;
import health.countersign.domain.LedgerChain;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.ledger.Ed25519;
import health.countersign.member.keys.Agreement;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The directory of a consortium whose programs run each by itself. */
public final class ConsortiumFolder {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final ConsortiumFiles files;
    private final Consortium consortium;

    private ConsortiumFolder(ConsortiumFiles files, Consortium consortium) {
        this.files = files;
        this.consortium = consortium;
    }

    /** Founds the consortium, if it is not there yet, and the issuer of tokens. */
    public static ConsortiumFolder make(ConsortiumFiles files, Agreement agreement) throws IOException {
        return make(files, agreement, Optional.empty());
    }

    /** The same; all members sign that their ledger keeps this chain, if there is one. */
    public static ConsortiumFolder make(ConsortiumFiles files, Agreement agreement, Optional<LedgerChain> chain)
            throws IOException {
        Founding founding = new Founding(files, Ed25519.preferred());
        Consortium founded = founding.consortium(agreement);
        Consortium consortium = chain.isPresent() ? founding.onChain(founded, chain.get()) : founded;
        LocalTokens.start(files);
        return new ConsortiumFolder(files, consortium);
    }

    public Consortium consortium() {
        return consortium;
    }

    /** The folders of the organizations, in the order of the document. */
    public List<OrganizationFolder> organizations() {
        List<Organization> organizations = consortium.document().organizations();
        return IntStream.range(0, organizations.size())
                .mapToObj(i -> new OrganizationFolder(files, organizations.get(i), i))
                .toList();
    }

    /** Writes the settings of all programs, those of the broker and the ledger node of one machine among them. */
    public void write(Backbone backbone, ProgramPorts ports) throws IOException {
        if (backbone instanceof Backbone.Plain plain) {
            writeEmbedded(plain, ports);
        }
        for (OrganizationFolder organization : organizations()) {
            organization.write(backbone, ports);
        }
        addresses(backbone, ports).write(files.addresses());
    }

    /** For those who have neither a cluster nor a network yet. */
    private void writeEmbedded(Backbone.Plain backbone, ProgramPorts ports) throws IOException {
        Backbone.LedgerAddress ledger = backbone.ledger().get(0);
        int kafka = URI.create("kafka://" + backbone.brokers().get(0)).getPort();
        YAML.writeValue(
                broker().toFile(),
                Map.of("directory", "kafka", "port", kafka, "management", Map.of("port", ports.sharedManagement(0))));
        YAML.writeValue(
                ledger().toFile(),
                Map.of(
                        "directory",
                        "ledger",
                        "port",
                        ledger.api().getPort(),
                        "events-port",
                        ledger.stream().getPort(),
                        "management",
                        Map.of("port", ports.sharedManagement(1))));
    }

    /** Settings of a broker on this machine. */
    public Path broker() {
        return files.directory().resolve("broker.yaml");
    }

    /** Settings of a ledger node on this machine. */
    public Path ledger() {
        return files.directory().resolve("ledger.yaml");
    }

    private Addresses addresses(Backbone backbone, ProgramPorts ports) {
        List<Organization> organizations = consortium.document().organizations();
        Map<OrganizationId, URI> services = new TreeMap<>();
        for (int i = 0; i < organizations.size(); i++) {
            services.put(organizations.get(i).id(), http(ports.api(ProgramKind.SERVICE, i)));
        }
        Backbone.LedgerAddress ledger = backbone.ledger().get(0);
        return new Addresses(
                String.join(",", backbone.brokers()),
                ledger.api(),
                ledger.stream(),
                http(ports.api(ProgramKind.NOTIFICATION, 0)),
                services);
    }

    private static URI http(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
