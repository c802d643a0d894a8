package health.countersign.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything about a change that is signed in clear: what its author, its reviewers and the ledger agree on. Content
 * stays outside and is bound by {@code commitment} and {@code content}.
 *
 * @param parties the organizations of the card, the same in each of its changes
 * @param touches what the change touches, ascending by key, never empty, at most {@value #MAX_TOUCHES}
 * @param requires changes of the same card that must be committed before or with this one, ascending
 * @param commitment Merkle root over the salted leaves of the content
 * @param content digest of the ciphertext and the section key it is under
 * @param policy the text of the section's endorsement policy in force
 * @param deadline until when answers count, by the broker's append time; milliseconds are kept
 * @param nonce 128 random bits, so that the same content proposed twice is two changes
 */
public record Header(
        ConsortiumVersion consortium,
        CardId card,
        Section section,
        OrganizationId author,
        Parties parties,
        List<Touch> touches,
        List<ChangeId> requires,
        Digest commitment,
        ContentReference content,
        String policy,
        Instant deadline,
        Nonce nonce) {
    /** More would not fit a batch together with its answers. */
    public static final int MAX_TOUCHES = 256;

    public Header {
        requires = Trees.ascending(requires, "requires");
        touches = List.copyOf(touches);
        if (touches.isEmpty() || touches.size() > MAX_TOUCHES || requires.size() > MAX_TOUCHES) {
            throw new IllegalArgumentException("a change touches and requires 1 to " + MAX_TOUCHES + " things");
        }
        Trees.ascending(touches.stream().map(Touch::key).toList(), "touches");
        deadline = Instant.ofEpochMilli(deadline.toEpochMilli());
    }

    /** Changes that must be committed for this one to be: the named requirements and every base. */
    public Set<ChangeId> needs() {
        Set<ChangeId> needs = new HashSet<>(requires);
        touches.forEach(touch -> touch.base().ifPresent(needs::add));
        return needs;
    }

    /** Whether this change opens its card. */
    public boolean opensCard() {
        return touchesNew(TouchKey.structural(card, TouchKey.CARD));
    }

    /** Whether this change gives its section its first keys. */
    public boolean startsSection() {
        return touchesNew(TouchKey.structural(card, TouchKey.keys(section)));
    }

    private boolean touchesNew(TouchKey key) {
        return touches.contains(new Touch(key, Optional.empty()));
    }

    /** The header as it is signed and hashed. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = boundTree();
        tree.put("commitment", commitment.hex());
        tree.put("content", content.tree());
        return tree;
    }

    /** The header without {@code commitment} and {@code content}: what the ciphertext is bound to. */
    public Map<String, Object> boundTree() {
        return Trees.object(
                "v", 1L,
                "consortium", consortium.tree(),
                "card", card.value(),
                "section", section.wire(),
                "author", author.value(),
                "parties", parties.tree(),
                "touches", Trees.list(touches, Touch::tree),
                "requires", Trees.list(requires, ChangeId::hex),
                "policy", policy,
                "deadline", deadline.toEpochMilli(),
                "nonce", nonce.hex());
    }

    /** Reads a header strictly. */
    public static Header of(Object tree) {
        Fields fields = Fields.of(tree);
        fields.constant("v", 1L);
        Header header;
        try {
            header = new Header(
                    fields.object("consortium", ConsortiumVersion::of),
                    fields.value("card", CardId::new),
                    fields.value("section", Section::of),
                    fields.value("author", OrganizationId::new),
                    new Parties(fields.optionalList("parties", item -> new OrganizationId((String) item))),
                    fields.list("touches", Touch::of),
                    fields.list("requires", item -> new ChangeId((String) item)),
                    fields.value("commitment", Digest::new),
                    fields.object("content", ContentReference::of),
                    fields.string("policy"),
                    Instant.ofEpochMilli(fields.integer("deadline")),
                    fields.value("nonce", Nonce::new));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("", e.getMessage());
        }
        fields.end();
        return header;
    }
}
