package health.countersign.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A consortium document with the signatures of its members, and the annex that names the ledger's lanes and, if it has
 * one, its chain: what an organization is given, and what an auditor starts from.
 *
 * @param lanes ids of the lanes' genesis transactions, by lane
 * @param chain by whose validators the lanes are committed; nothing for a ledger that proves no commits
 * @param signatures of every member with its approval key over the document
 * @param annexSignatures of every member with its approval key over the annex
 */
public record Consortium(
        ConsortiumDocument document,
        List<MemberSignature> signatures,
        List<String> lanes,
        Optional<LedgerChain> chain,
        List<MemberSignature> annexSignatures) {
    private static final String CHAIN = "ledger";

    public Consortium {
        signatures = List.copyOf(signatures);
        lanes = List.copyOf(lanes);
        annexSignatures = List.copyOf(annexSignatures);
        if (lanes.size() != document.lanes() || new HashSet<>(lanes).size() != lanes.size()) {
            throw new IllegalArgumentException("the annex names each lane once");
        }
        lanes.forEach(lane -> Hex.require(lane, 32, "a lane"));
    }

    /** One member's signature. */
    public record MemberSignature(OrganizationId organization, Signature signature) {
        private Object tree() {
            return List.of(organization.value(), signature.base64());
        }

        private static MemberSignature of(Object tree) {
            List<?> pair = Trees.tuple(tree, 2);
            return new MemberSignature(new OrganizationId((String) pair.get(0)), new Signature((String) pair.get(1)));
        }
    }

    /** The bytes that members sign for the annex; one that names a chain is of version 2. */
    public static byte[] annexBytes(ConsortiumDocument document, List<String> lanes, Optional<LedgerChain> chain) {
        Map<String, Object> annex = Trees.object(
                "v", chain.isPresent() ? 2L : 1L, "document", document.hash().hex(), "lanes", List.copyOf(lanes));
        chain.ifPresent(known -> annex.put(CHAIN, known.tree()));
        return Statement.ANNEX.bytes(annex);
    }

    /** Whether every member signed both parts and every signature verifies. */
    public boolean signedByAll(SignatureVerifier verifier) {
        return signedByAll(verifier, document.signedBytes(), signatures)
                && signedByAll(verifier, annexBytes(document, lanes, chain), annexSignatures);
    }

    private boolean signedByAll(SignatureVerifier verifier, byte[] bytes, List<MemberSignature> given) {
        Set<OrganizationId> verified = new HashSet<>();
        for (MemberSignature each : given) {
            document.organization(each.organization())
                    .filter(member -> verifier.verifies(member.keys().approval(), bytes, each.signature()))
                    .ifPresent(member -> verified.add(member.id()));
        }
        return verified.size() == document.organizations().size();
    }

    /** The consortium as it stands in its file. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = Trees.object(
                "document", document.tree(),
                "signatures", Trees.list(signatures, MemberSignature::tree),
                "lanes", List.<Object>copyOf(lanes),
                "annexSignatures", Trees.list(annexSignatures, MemberSignature::tree));
        chain.ifPresent(known -> tree.put(CHAIN, known.tree()));
        return tree;
    }

    /** Reads a consortium strictly; signatures are checked by {@link #signedByAll}. */
    public static Consortium of(Object tree) {
        Fields fields = Fields.of(tree);
        Consortium consortium = new Consortium(
                fields.object("document", ConsortiumDocument::of),
                fields.list("signatures", MemberSignature::of),
                fields.list("lanes", String.class::cast),
                fields.has(CHAIN) ? Optional.of(fields.object(CHAIN, LedgerChain::of)) : Optional.empty(),
                fields.list("annexSignatures", MemberSignature::of));
        fields.end();
        return consortium;
    }
}
