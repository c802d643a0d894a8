package health.countersign.member.answer;

import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Header;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Wrap;
import health.countersign.member.keys.WrappingKey;
import health.countersign.member.own.Self;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what stands in the log is what its author sent. What is not bound by the header can be altered by
 * others while
 * the change keeps its id: such a record is never answered, for the answer would meet the honest one.
 */
final class Soundness {
    private record Place(OrganizationId reader, Wrap.Purpose purpose) {}

    private final Self self;

    Soundness(Self self) {
        this.self = self;
    }

    /** Why this is not what its author sent; a code. */
    Optional<String> fault(ProposalSubmitted submitted, int lane) {
        Header header = submitted.proposal().header();
        if (self.lane(header.card()) != lane) {
            return Optional.of("lane-wrong");
        }
        if (!self.check().authored(submitted.proposal())) {
            return Optional.of("signature-invalid");
        }
        if (!submitted.ciphertext().digest().equals(header.content().ciphertext())) {
            return Optional.of("ciphertext-other");
        }
        return wrapsFit(submitted.wraps(), header) ? Optional.empty() : Optional.of("wraps-other");
    }

    /** A start brings both keys to every reader, signed by its author; nothing else brings keys. */
    private boolean wrapsFit(List<Wrap> wraps, Header header) {
        if (!header.startsSection()) {
            return wraps.isEmpty();
        }
        Set<Place> wanted = new HashSet<>();
        for (OrganizationId reader : self.document().readers(header.section(), header.parties())) {
            for (Wrap.Purpose purpose : Wrap.Purpose.values()) {
                wanted.add(new Place(reader, purpose));
            }
        }
        Organization author = self.document().organization(header.author()).orElseThrow();
        return wraps.size() == wanted.size()
                && wraps.stream()
                        .map(wrap -> new Place(wrap.reader(), wrap.purpose()))
                        .allMatch(wanted::remove)
                && wraps.stream().allMatch(wrap -> fits(wrap, header, author));
    }

    private boolean fits(Wrap wrap, Header header, Organization author) {
        return wrap.card().equals(header.card())
                && wrap.section() == header.section()
                && wrap.consortium().equals(header.consortium())
                && (wrap.purpose() == Wrap.Purpose.INDEX
                        || wrap.key().equals(header.content().key()))
                && WrappingKey.signed(wrap, author, self.signatures());
    }
}
