package health.countersign.app.proof;

import health.countersign.app.proof.CardVerdict.Flaw;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Header;
import health.countersign.domain.MalformedException;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges the contents of a card by the changes of it that stand. */
final class PackedCard {
    private final CardId card;
    private final Map<ChangeId, Header> standing;
    private final Set<ChangeId> seen = new HashSet<>();
    private final List<Flaw> flaws = new ArrayList<>();
    private long line;
    private long good;

    PackedCard(CardId card, Map<ChangeId, Header> standing) {
        this.card = card;
        this.standing = standing;
    }

    CardVerdict judge(PackLines lines) throws IOException {
        for (Optional<byte[]> next = lines.next(); next.isPresent(); next = lines.next()) {
            line++;
            judge(next.get());
        }
        return new CardVerdict(card, good, flaws);
    }

    private void judge(byte[] json) {
        Optional<OpenedContent> read = read(json);
        if (read.isEmpty()) {
            flaw(Optional.empty(), "content-unreadable", "this is no canonical content of whole entries");
            return;
        }
        ChangeId change = read.get().change();
        Optional<Header> header = Optional.ofNullable(standing.get(change))
                .filter(known -> known.card().equals(card));
        if (header.isEmpty()) {
            flaw(Optional.of(change), "content-unknown", "no change of this card that stands has this id");
        } else if (!seen.add(change)) {
            flaw(Optional.of(change), "content-repeated", "the content of this change stands here twice");
        } else if (!read.get().commitment().equals(header.get().commitment())) {
            flaw(Optional.of(change), "commitment", "the content is not the one that the change commits to");
        } else {
            good++;
        }
    }

    private void flaw(Optional<ChangeId> change, String code, String sentence) {
        flaws.add(new Flaw(line, change.map(ChangeId::hex), code, sentence));
    }

    private static Optional<OpenedContent> read(byte[] json) {
        try {
            Object tree = StrictJson.read(json, PackFormat.CONTENT_LIMITS);
            return Arrays.equals(CanonicalJson.bytes(tree), json)
                    ? Optional.of(OpenedContent.of(tree))
                    : Optional.empty();
        } catch (MalformedJsonException | MalformedException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
