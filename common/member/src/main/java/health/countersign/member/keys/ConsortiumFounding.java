package health.countersign.member.keys;

import health.countersign.domain.Consortium;
import health.countersign.domain.Consortium.MemberSignature;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.ConsortiumVersion;
import health.countersign.domain.LedgerChain;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Signature;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.LaneTransactions;
import health.countersign.ledger.SigningKey;
import health.countersign.ledger.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Founds a consortium in one place: makes every founder's keys, the document, the lanes' first transactions and the
 * annex that names them. Organizations that do not trust each other do the same steps each at home.
 */
public final class ConsortiumFounding {
    private final Path directory;
    private final Ed25519 ed25519;

    /** @param directory where {@code consortium.json}, {@code organizations/<id>/keys} and {@code offline/<id>} go */
    public ConsortiumFounding(Path directory, Ed25519 ed25519) {
        this.directory = directory;
        this.ed25519 = ed25519;
    }

    /**
     * A founded consortium.
     *
     * @param genesis the lanes' first transactions, by lane, to be sent to the ledger
     */
    public record Founded(Consortium consortium, List<Transaction> genesis) {
        public Founded {
            genesis = List.copyOf(genesis);
        }
    }

    public Path file() {
        return directory.resolve("consortium.json");
    }

    public KeyDirectory keys(OrganizationId organization) {
        return new KeyDirectory(
                directory.resolve("organizations").resolve(organization.value()).resolve("keys"), ed25519);
    }

    /**
     * Makes everything and writes the consortium file last: if that is there, all is there.
     *
     * @throws java.nio.file.FileAlreadyExistsException if keys are there already
     */
    public Founded found(Agreement agreement) throws IOException {
        List<Organization> organizations = new ArrayList<>();
        Map<OrganizationId, OrganizationKeys> keys = new TreeMap<>();
        for (Founder founder : agreement.founders()) {
            KeyDirectory own = keys(founder.id());
            Path offline = directory.resolve("offline").resolve(founder.id().value());
            organizations.add(new Organization(founder.id(), founder.name(), founder.roles(), own.generate(offline)));
            keys.put(founder.id(), own.read());
        }
        organizations.sort(Comparator.comparing(Organization::id));
        ConsortiumDocument document = new ConsortiumDocument(
                new ConsortiumVersion(agreement.id(), 1),
                Optional.empty(),
                agreement.lanes(),
                organizations,
                agreement.sections(),
                agreement.sealPolicy(),
                agreement.ledger());
        Founded founded = found(document, keys);
        ConsortiumFile.write(file(), founded.consortium());
        return founded;
    }

    /** The lanes' first transactions once more, from the keys in the directory: the same bytes each time. */
    public List<Transaction> genesis(Consortium consortium) throws IOException {
        return genesis(consortium.document(), read(consortium));
    }

    /** Has all members sign that their ledger keeps this chain, with the keys in the directory, and writes the file. */
    public Consortium onChain(Consortium consortium, LedgerChain chain) throws IOException {
        Optional<LedgerChain> agreed = Optional.of(chain);
        Consortium signed = new Consortium(
                consortium.document(),
                consortium.signatures(),
                consortium.lanes(),
                agreed,
                signatures(read(consortium), Consortium.annexBytes(consortium.document(), consortium.lanes(), agreed)));
        ConsortiumFile.write(file(), signed);
        return signed;
    }

    private Map<OrganizationId, OrganizationKeys> read(Consortium consortium) throws IOException {
        Map<OrganizationId, OrganizationKeys> keys = new TreeMap<>();
        for (Organization organization : consortium.document().organizations()) {
            keys.put(organization.id(), keys(organization.id()).read());
        }
        return keys;
    }

    private static Founded found(ConsortiumDocument document, Map<OrganizationId, OrganizationKeys> keys) {
        List<Transaction> genesis = genesis(document, keys);
        List<String> lanes = genesis.stream().map(Transaction::id).toList();
        Consortium consortium = new Consortium(
                document,
                signatures(keys, document.signedBytes()),
                lanes,
                Optional.empty(),
                signatures(keys, Consortium.annexBytes(document, lanes, Optional.empty())));
        return new Founded(consortium, genesis);
    }

    private static List<Transaction> genesis(ConsortiumDocument document, Map<OrganizationId, OrganizationKeys> keys) {
        LaneTransactions transactions = new LaneTransactions(document);
        return IntStream.range(0, document.lanes())
                .mapToObj(lane -> {
                    byte[] message = transactions.genesis(lane).message(0);
                    return transactions.found(lane, signed(keys, OrganizationKeys::seal, message));
                })
                .toList();
    }

    private static List<MemberSignature> signatures(Map<OrganizationId, OrganizationKeys> keys, byte[] bytes) {
        return signed(keys, OrganizationKeys::approval, bytes).entrySet().stream()
                .map(signed -> new MemberSignature(signed.getKey(), signed.getValue()))
                .toList();
    }

    private static Map<OrganizationId, Signature> signed(
            Map<OrganizationId, OrganizationKeys> keys, Function<OrganizationKeys, SigningKey> use, byte[] bytes) {
        Map<OrganizationId, Signature> signatures = new LinkedHashMap<>();
        keys.forEach((id, own) -> signatures.put(id, use.apply(own).sign(bytes)));
        return signatures;
    }
}
