package health.countersign.member.keys;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Section;
import health.countersign.domain.Wrap;
import health.countersign.ledger.Ed25519;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionStartTest {
    private static final OrganizationId AUTHOR = new OrganizationId("hospital-a");

    @TempDir
    Path directory;

    private final Ed25519 ed25519 = Ed25519.preferred();
    private final CardId card = CardId.random();
    private ConsortiumFounding founding;
    private ConsortiumDocument document;
    private SectionStart start;

    @BeforeEach
    void makeKeys() throws Exception {
        founding = new ConsortiumFounding(directory, ed25519);
        document = founding.found(Agreement.laptop()).consortium().document();
        start = SectionStart.make(
                document,
                card,
                Section.MEDICAL,
                Parties.ALL,
                AUTHOR,
                founding.keys(AUTHOR).read().approval());
    }

    @Test
    void everyReaderAndNobodyElseGetsBothKeys() {
        assertThat(start.wraps().stream().map(wrap -> wrap.reader().value() + " " + wrap.purpose()))
                .containsExactlyInAnyOrder(
                        "clinic INDEX", "clinic SECTION",
                        "hospital-a INDEX", "hospital-a SECTION",
                        "hospital-b INDEX", "hospital-b SECTION");
    }

    @Test
    void aReaderUnwrapsTheKeys() throws Exception {
        Wrap wrap = wrapFor("clinic");

        assertThat(key("clinic").unwrap(wrap).map(Bytes::of))
                .contains(start.keys().key(wrap.purpose()));
    }

    @Test
    void anotherReadersWrapStaysClosed() throws Exception {
        assertThat(key("hospital-b").unwrap(wrapFor("clinic"))).isEmpty();
    }

    @Test
    void aWrapIsForOneCardOnly() throws Exception {
        Wrap wrap = wrapFor("clinic");
        Wrap moved = new Wrap(
                wrap.consortium(),
                CardId.random(),
                wrap.section(),
                wrap.purpose(),
                wrap.key(),
                wrap.reader(),
                wrap.sealed(),
                wrap.wrapper(),
                wrap.signature());

        assertThat(key("clinic").unwrap(moved)).isEmpty();
        assertThat(WrappingKey.signed(moved, document.organization(AUTHOR).orElseThrow(), ed25519))
                .isFalse();
    }

    @Test
    void aWrapIsSignedByItsWrapper() {
        var author = document.organization(AUTHOR).orElseThrow();

        assertThat(start.wraps()).allMatch(wrap -> WrappingKey.signed(wrap, author, ed25519));
    }

    private Wrap wrapFor(String reader) {
        return start.wraps().stream()
                .filter(wrap -> wrap.reader().value().equals(reader))
                .findFirst()
                .orElseThrow();
    }

    private WrappingKey key(String organization) throws Exception {
        return founding.keys(new OrganizationId(organization)).read().wrapping();
    }
}
