package health.countersign.member.answer;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.domain.Bytes;
import health.countersign.domain.Header;
import health.countersign.domain.MalformedException;
import health.countersign.member.content.Content;
import health.countersign.member.content.ContentCipher;
import health.countersign.member.content.ContentLeaves;
import health.countersign.member.keys.SectionKeys;
import health.countersign.member.own.Self;
import health.countersign.member.review.SectionTable.UnsupportedTypeException;
import health.countersign.member.store.SectionKeyTable;
import health.countersign.member.store.Session;
import java.util.List;
import java.util.Optional;

/** Opens the contents of changes with the section keys of the store. */
public final class ContentReader {
    private final Self self;
    private final Session session;

    public ContentReader(Self self, Session session) {
        this.self = self;
        this.session = session;
    }

    /** Reads the content of a change, as far as this organization may. */
    public Reading read(Header header, Optional<Bytes> ciphertext) {
        if (!self.reads(header.section()) || !header.parties().include(self.id())) {
            return new Reading.Closed();
        }
        Optional<SectionKeys> keys = new SectionKeyTable(session)
                .find(header.card(), header.section(), header.content().key())
                .map(SectionKeyTable.Brought::keys);
        if (keys.isEmpty() || ciphertext.isEmpty()) {
            return new Reading.Waiting();
        }
        return ContentCipher.decrypt(keys.get().section().array(), header, ciphertext.get())
                .map(plain -> compare(plain, header, keys.get()))
                .orElseGet(() -> new Reading.Damaged(Ground.CONTENT_UNREADABLE));
    }

    private static Reading compare(byte[] plain, Header header, SectionKeys keys) {
        try {
            Content content = Content.of(plain);
            List<JsonNode> resources =
                    content.entries().stream().map(Content.Entry::resource).toList();
            return ContentLeaves.of(content, resources).commitment().equals(header.commitment())
                    ? new Reading.Opened(content, resources, keys)
                    : new Reading.Damaged(Ground.COMMITMENT_DIFFERS);
        } catch (UnsupportedTypeException e) {
            return new Reading.Damaged(Ground.TYPE_UNSUPPORTED);
        } catch (MalformedException e) {
            return new Reading.Damaged(Ground.CONTENT_UNREADABLE);
        }
    }
}
