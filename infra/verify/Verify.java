import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Verifies a pack of Countersign by itself: {@code java Verify.java PACK [CONSORTIUM]}. Written from docs/proof.md,
 * docs/protocol.md and docs/ledger.md, with nothing but a JDK 17, and without a line of the program that wrote it.
 * Read it from the top: the pack, the consortium, a lane, a change, then conditions, signatures and JSON.
 *
 * <p>Ends with 0 if everything stands, 1 if something does not (it is named), 2 if there is nothing to judge.
 */
public final class Verify {

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /** What {@code main} does, for callers that live on. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (arguments.length < 1 || arguments.length > 2) {
            err.println("usage: java Verify.java PACK [CONSORTIUM]");
            return 2;
        }
        try (Pack pack = new Pack(new ZipFile(new File(arguments[0])))) {
            Consortium trusted =
                    arguments.length == 2 ? Consortium.of(Files.readAllBytes(Path.of(arguments[1]))) : null;
            Report report = judge(pack, trusted);
            report.lines.forEach(out::println);
            out.println(report.stands ? "verified" : "NOT VERIFIED");
            return report.stands ? 0 : 1;
        } catch (Bad | IOException none) {
            err.println("nothing to judge: " + none.getMessage());
            return 2;
        }
    }

    /** Something is not what it must be; where that is a verdict, it is caught there. */
    static final class Bad extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Bad(String problem) {
            super(problem);
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Bad(otherwise);
        }
    }

    // ---- the verdict ------------------------------------------------------------------------------------------------

    static final class Report {
        final List<String> lines = new ArrayList<>();
        boolean stands = true;

        void add(String title, String rest, List<String> flaws) {
            lines.add(title + (flaws.isEmpty() ? "stands" : "DOES NOT STAND") + rest);
            flaws.forEach(flaw -> lines.add("  " + flaw));
            stands &= flaws.isEmpty();
        }
    }

    static Report judge(Pack pack, Consortium trusted) throws IOException {
        Report report = new Report();
        Consortium consortium;
        try {
            consortium = Consortium.of(pack.document("consortium.json"));
        } catch (Bad malformed) {
            report.add("consortium: ", "", List.of(says("consortium")));
            return report;
        }
        if (trusted != null && !(trusted.hash.equals(consortium.hash)
                        && trusted.lanes.equals(consortium.lanes)
                        && canon(trusted.ledger).equals(canon(consortium.ledger)))) {
            report.add("consortium: ", "", List.of(says("foreign")));
            return report;
        }
        report.lines.add("consortium %s version %d (%s): %s"
                .formatted(
                        consortium.version.get(0),
                        consortium.version.get(1),
                        consortium.hash,
                        trusted == null
                                ? "the pack's own, compare it with one that you trust"
                                : "the one that you trust"));
        require(pack.lanes <= consortium.lanes.size(), "it holds more lanes than its consortium has");
        require(!pack.proofs || consortium.ledger != null, "it holds proofs, and its consortium names no chain");
        Blocks blocks = consortium.ledger == null ? null : new Blocks(consortium.ledger, pack);
        if (blocks != null) {
            report.lines.add("ledger %s: %,d blocks stand, signed by more than two thirds of %,d validators"
                    .formatted(blocks.chain, blocks.standing, blocks.keys.size()));
        }
        Map<String, Map<String, Object>> standing = new HashMap<>();
        for (int number = 0; number < consortium.lanes.size(); number++) {
            Lane lane = new Lane(consortium, number);
            lane.judge(pack, blocks);
            report.add(
                    "lane %d: ".formatted(number),
                    ", %,d transactions, %,d changes".formatted(lane.transactions, (long) lane.committed.size()),
                    lane.flaws);
            standing.putAll(lane.committed);
        }
        for (String card : pack.cards) {
            judgeCard(pack, card, standing, report);
        }
        return report;
    }

    /** Each content must hash to the commitment of a change of this card that stands. */
    static void judgeCard(Pack pack, String card, Map<String, Map<String, Object>> standing, Report report)
            throws IOException {
        List<String> flaws = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long line = 0;
        try (Lines lines = pack.lines("cards/" + card + ".jsonl", Pack.LONGEST_CONTENT)) {
            for (byte[] json = lines.next(); json != null; json = lines.next()) {
                line++;
                contentFlaw(json, card, line, standing, seen).ifPresent(flaws::add);
            }
        }
        report.add("card %s: ".formatted(card), ", %,d contents".formatted(line - flaws.size()), flaws);
    }

    static Optional<String> contentFlaw(
            byte[] json, String card, long line, Map<String, Map<String, Object>> standing, Set<String> seen) {
        Map<String, Object> content;
        String commitment;
        try {
            content = fields(canonical(json), "change", "leaves");
            hex(content.get("change"), 32);
            commitment = commitment(list(content.get("leaves")));
        } catch (Bad unreadable) {
            return Optional.of("content %d: %s".formatted(line, says("content-unreadable")));
        }
        String change = (String) content.get("change");
        Map<String, Object> header = standing.get(change);
        String code = null;
        if (header == null || !header.get("card").equals(card)) {
            code = "content-unknown";
        } else if (!seen.add(change)) {
            code = "content-repeated";
        } else if (!commitment.equals(header.get("commitment"))) {
            code = "commitment";
        }
        return Optional.ofNullable(code)
                .map(known -> "content %d of change %s: %s".formatted(line, change, says(known)));
    }

    /** Of the number of leaves, seven for each entry, and RFC 6962 over them; a leaf is 32 random bytes and a value. */
    static String commitment(List<?> leaves) {
        require(!leaves.isEmpty() && leaves.size() <= 70_000 && leaves.size() % 7 == 0, "whole entries");
        List<byte[]> hashes = new ArrayList<>();
        for (Object leaf : leaves) {
            List<?> pair = tuple(leaf, 2);
            hashes.add(sha256(new byte[] {0}, base64(pair.get(0), 32), base64(pair.get(1), -1)));
        }
        return toHex(sha256(statement("commitment", List.of((long) hashes.size(), toHex(merkleRoot(hashes))))));
    }

    static byte[] merkleRoot(List<byte[]> hashes) {
        if (hashes.size() == 1) {
            return hashes.get(0);
        }
        int split = Integer.highestOneBit(hashes.size() - 1);
        return sha256(
                new byte[] {1}, merkleRoot(hashes.subList(0, split)), merkleRoot(hashes.subList(split, hashes.size())));
    }

    // ---- the pack ---------------------------------------------------------------------------------------------------

    /** The zip: names and sizes first, contents later. */
    static final class Pack implements AutoCloseable {
        static final int LONGEST_TRANSACTION = 1 << 20;
        static final int LONGEST_PROOF = 4 << 20;
        static final int LONGEST_CONTENT = 32 << 20;
        private static final int LONGEST_DOCUMENT = 4_000_000;
        private static final int MOST_FILES = 100_000;
        private static final long MOST_BYTES = 64L << 30;
        private static final Pattern LANE = Pattern.compile("lanes/(0|[1-9][0-9]{0,2})\\.jsonl");
        private static final Pattern PROOFS = Pattern.compile("proofs/(0|[1-9][0-9]{0,2})\\.jsonl");
        private static final Pattern CARD =
                Pattern.compile("cards/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.jsonl");

        final TreeSet<String> cards = new TreeSet<>();
        final int lanes;
        final boolean proofs;
        private final ZipFile zip;
        private final Set<String> names = new HashSet<>();

        Pack(ZipFile zip) throws IOException {
            this.zip = zip;
            require(zip.size() <= MOST_FILES, "it holds more files than " + MOST_FILES);
            long bytes = 0;
            int found = 0;
            int proven = 0;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                require(names.add(name) && entry.getSize() >= 0, "it holds a file twice, or one of unknown size");
                bytes += entry.getSize();
                require(bytes >= 0 && bytes <= MOST_BYTES, "it holds more bytes than " + MOST_BYTES);
                found += LANE.matcher(name).matches() ? 1 : 0;
                proven += PROOFS.matcher(name).matches() ? 1 : 0;
                place(name);
            }
            lanes = found;
            proofs = names.contains("blocks.jsonl");
            require(proven == (proofs ? lanes : 0), "it holds proofs of some lanes only, or without blocks");
            require(names.containsAll(Set.of("pack.json", "consortium.json")), "it lacks pack.json or consortium.json");
            for (int lane = 0; lane < lanes; lane++) {
                require(names.contains("lanes/" + lane + ".jsonl"), "it lacks a lane before another");
                require(!proofs || names.contains("proofs/" + lane + ".jsonl"), "it lacks proofs of a lane");
            }
            Map<String, Object> description = new HashMap<>();
            description.put("v", proofs ? 2L : 1L);
            description.put("kind", "countersign-pack");
            description.put("lanes", (long) lanes);
            description.put("cards", List.copyOf(cards));
            require(Arrays.equals(utf8(canon(description)), document("pack.json")), "its pack.json names other files");
        }

        private void place(String name) {
            Matcher card = CARD.matcher(name);
            if (card.matches()) {
                cards.add(card.group(1));
            } else {
                boolean known = Set.of("pack.json", "consortium.json", "blocks.jsonl").contains(name)
                        || PROOFS.matcher(name).matches()
                        || LANE.matcher(name).matches();
                require(known, "it holds a file that does not belong there");
            }
        }

        byte[] document(String name) throws IOException {
            try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
                byte[] bytes = in.readNBytes(LONGEST_DOCUMENT + 1);
                require(bytes.length <= LONGEST_DOCUMENT, "its " + name + " is too long");
                return bytes;
            }
        }

        Lines lines(String name, int longest) throws IOException {
            InputStream in = names.contains(name)
                    ? zip.getInputStream(zip.getEntry(name))
                    : new ByteArrayInputStream(new byte[0]);
            return new Lines(new BufferedInputStream(in, 1 << 16), longest);
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /** Lines that each end with a line feed. */
    record Lines(InputStream in, int longest) implements AutoCloseable {
        byte[] next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int read = in.read(); read != '\n'; read = in.read()) {
                if (read < 0 && line.size() == 0) {
                    return null;
                }
                require(read >= 0 && line.size() < longest, "a line without end, or too long");
                line.write(read);
            }
            return line.toByteArray();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    // ---- the consortium ---------------------------------------------------------------------------------------------

    record Member(String id, Set<String> roles, String approval, String seal, String recovery, String wrapping) {
        static Member of(Object tree) {
            Map<String, Object> fields = fields(tree, "id", "name", "roles", "keys");
            require(!string(fields.get("name")).isBlank(), "a name");
            Set<String> roles = names(fields.get("roles"), "a role");
            require(!roles.isEmpty(), "a role");
            Map<String, Object> keys = fields(fields.get("keys"), "approval", "seal", "recovery", "wrapping");
            base64(keys.get("wrapping"), 32);
            return new Member(
                    name(fields.get("id"), "an organization"),
                    roles,
                    Ed25519.key(keys.get("approval")),
                    Ed25519.key(keys.get("seal")),
                    Ed25519.key(keys.get("recovery")),
                    string(keys.get("wrapping")));
        }

        boolean hasOneOf(Set<String> wanted) {
            return roles.stream().anyMatch(wanted::contains);
        }
    }

    record Terms(Set<String> writers, Set<String> readers, Policy policy) {
        static Terms of(Object tree) {
            Map<String, Object> fields = fields(tree, "writers", "readers", "policy");
            Set<String> writers = names(fields.get("writers"), "a role");
            Set<String> readers = names(fields.get("readers"), "a role");
            require(readers.containsAll(writers), "whoever writes a section reads it");
            Policy policy = Policy.of(string(fields.get("policy")));
            require(policy.text().equals(fields.get("policy")), "a policy in its normal form");
            return new Terms(writers, readers, policy);
        }
    }

    /** Document and annex; that both are signed by all members is checked before anybody gets one. */
    static final class Consortium {
        static final Set<String> SECTIONS = Set.of("identity", "medical", "billing", "insurance", "consent");

        final List<?> version;
        final String hash;
        final List<String> lanes = new ArrayList<>();
        final Map<String, Member> members = new LinkedHashMap<>();
        final Map<String, Terms> sections = new TreeMap<>();
        final Needs seal;
        /** Chain and validators, or null where the ledger has none. */
        final Map<String, Object> ledger;

        static Consortium of(byte[] json) {
            Map<String, Object> file = object(Json.read(json));
            return new Consortium(
                    file.containsKey("ledger")
                            ? fields(file, "document", "signatures", "lanes", "ledger", "annexSignatures")
                            : fields(file, "document", "signatures", "lanes", "annexSignatures"));
        }

        private Consortium(Map<String, Object> file) {
            Map<String, Object> document = fields(
                    file.get("document"),
                    "v",
                    "version",
                    "previous",
                    "lanes",
                    "organizations",
                    "sections",
                    "seal",
                    "ledger");
            require(Long.valueOf(1).equals(document.get("v")), "version 1 of the document's form");
            version = version(document.get("version"));
            require((document.get("previous") == null) == version.get(1).equals(1L), "a previous version");
            if (document.get("previous") != null) {
                hex(document.get("previous"), 32);
            }
            string(document.get("ledger"));
            readMembers(list(document.get("organizations")));
            object(document.get("sections")).forEach((section, terms) -> sections.put(section, Terms.of(terms)));
            require(SECTIONS.containsAll(sections.keySet()), "a known section");
            Policy sealPolicy = Policy.of(string(document.get("seal")));
            require(sealPolicy.text().equals(document.get("seal")), "a seal policy in its normal form");
            seal = sealPolicy.resolve(members.values(), null);
            sections.values().forEach(this::requireReaders);
            hash = toHex(sha256(statement("consortium", document)));
            readLanes(list(file.get("lanes")), number(document.get("lanes")));
            requireSignedByAll(statement("consortium", document), list(file.get("signatures")));
            Map<String, Object> annex = new HashMap<>();
            ledger = file.containsKey("ledger") ? fields(file.get("ledger"), "chain", "validators") : null;
            if (ledger != null) {
                requireValidators();
                annex.put("ledger", ledger);
            }
            annex.put("v", ledger == null ? 1L : 2L);
            annex.put("document", hash);
            annex.put("lanes", lanes);
            requireSignedByAll(statement("annex", annex), list(file.get("annexSignatures")));
            new Lock(this);
        }

        private void requireValidators() {
            require(string(ledger.get("chain")).matches("[!-~]{1,50}"), "a chain's id");
            List<?> validators = list(ledger.get("validators"));
            Set<String> keys = new HashSet<>();
            for (Object each : validators) {
                List<?> pair = tuple(each, 2);
                keys.add(Ed25519.key(pair.get(0)));
                require(number(pair.get(1)) >= 1 && number(pair.get(1)) <= 1L << 40, "a validator's power");
            }
            require(!keys.isEmpty() && keys.size() <= 256 && keys.size() == validators.size(), "each validator once");
        }

        private void readMembers(List<?> organizations) {
            Set<String> keys = new HashSet<>();
            String last = "";
            for (Object each : organizations) {
                Member member = Member.of(each);
                require(last.compareTo(member.id) < 0, "organizations ascend");
                last = member.id;
                members.put(last, member);
                keys.addAll(List.of(member.approval, member.seal, member.recovery, member.wrapping));
            }
            require(keys.size() == 4 * members.size(), "no key is used twice");
        }

        private void readLanes(List<?> ids, long expected) {
            ids.forEach(lane -> lanes.add(hex(lane, 32)));
            boolean fits = expected >= 1 && expected <= 256 && lanes.size() == expected;
            require(fits && new HashSet<>(lanes).size() == lanes.size(), "the annex names each lane once");
        }

        /** Nobody may be able to endorse a section of which none of them reads the content. */
        private void requireReaders(Terms terms) {
            for (Member author : members.values()) {
                if (author.hasOneOf(terms.writers)) {
                    Set<String> strangers = new HashSet<>();
                    members.values().forEach(each -> {
                        if (!each.hasOneOf(terms.readers)) {
                            strangers.add(each.id);
                        }
                    });
                    Needs needs = terms.policy.resolve(members.values(), author.id);
                    require(!needs.satisfiedBy(strangers), "somebody who reads must endorse");
                }
            }
        }

        private void requireSignedByAll(byte[] bytes, List<?> signatures) {
            Set<String> signed = new HashSet<>();
            for (Object each : signatures) {
                List<?> pair = tuple(each, 2);
                Member member = members.get(name(pair.get(0), "an organization"));
                byte[] signature = base64(pair.get(1), 64);
                if (member != null && Ed25519.verifies(member.approval, bytes, signature)) {
                    signed.add(member.id);
                }
            }
            require(signed.equals(members.keySet()), "every member signed");
        }

        boolean writes(String organization, String section) {
            Member member = members.get(organization);
            Terms terms = sections.get(section);
            return member != null && terms != null && member.hasOneOf(terms.writers);
        }

        boolean reads(String organization, String section) {
            Member member = members.get(organization);
            Terms terms = sections.get(section);
            return member != null && terms != null && member.hasOneOf(terms.readers);
        }
    }

    static List<?> version(Object tree) {
        List<?> pair = tuple(tree, 2);
        name(pair.get(0), "a consortium");
        require(number(pair.get(1)) >= 1, "versions count from 1");
        return pair;
    }

    // ---- policies ---------------------------------------------------------------------------------------------------

    /** A policy with its roles replaced by organizations. */
    interface Needs {
        boolean satisfiedBy(Set<String> organizations);
    }

    record One(String organization) implements Needs {
        @Override
        public boolean satisfiedBy(Set<String> organizations) {
            return organizations.contains(organization);
        }
    }

    record Several(int needed, List<Needs> of) implements Needs {
        @Override
        public boolean satisfiedBy(Set<String> organizations) {
            return of.stream().filter(part -> part.satisfiedBy(organizations)).count() >= needed;
        }
    }

    /** {@code organization}, {@code role:…}, or {@code all(…)}, {@code any(…)}, {@code 2 of (…)} over such. */
    record Policy(String word, List<Policy> parts) {
        private static final Pattern TOKEN = Pattern.compile("\\s*([(),]|role:[a-z0-9-]+|[a-z0-9-]+)");

        static Policy of(String text) {
            require(text.length() <= 4096, "a policy of 4096 characters at most");
            List<String> tokens = new ArrayList<>();
            Matcher matcher = TOKEN.matcher(text);
            int at = 0;
            while (at < text.length() && matcher.find(at) && matcher.start() == at) {
                tokens.add(matcher.group(1));
                at = matcher.end();
            }
            require(text.substring(at).isBlank(), "a policy of words, commas and parentheses");
            Policy policy = policy(tokens, 1);
            require(tokens.isEmpty(), "a policy that ends");
            return policy;
        }

        private static Policy policy(List<String> tokens, int depth) {
            require(!tokens.isEmpty(), "a policy that goes on");
            String word = tokens.remove(0);
            boolean number = !tokens.isEmpty() && tokens.get(0).equals("of");
            boolean list = !tokens.isEmpty()
                    && tokens.get(0).equals("(")
                    && Set.of("all", "any").contains(word);
            if (number) {
                tokens.remove(0);
                require(word.matches("[1-9]|[1-5][0-9]|6[0-4]"), "a quorum of 1 to 64");
            }
            if (!number && !list) {
                return new Policy(name(word, "an organization"), List.of());
            }
            require(depth <= 3, "a policy three lists deep at most");
            return new Policy(word, parts(tokens, depth));
        }

        private static List<Policy> parts(List<String> tokens, int depth) {
            List<Policy> parts = new ArrayList<>();
            String separator = "(";
            do {
                require(tokens.size() > 1 && tokens.remove(0).equals(separator), "a list");
                boolean role = tokens.get(0).startsWith("role:");
                parts.add(role ? new Policy(role(tokens.remove(0)), List.of()) : policy(tokens, depth + 1));
                separator = ",";
            } while (!tokens.isEmpty() && tokens.get(0).equals(","));
            require(!tokens.isEmpty() && tokens.remove(0).equals(")"), "a list that ends");
            require(new HashSet<>(parts).size() == parts.size(), "a list that names each once");
            return parts;
        }

        private static String role(String token) {
            name(token.substring("role:".length()), "a role");
            return token;
        }

        String text() {
            if (parts.isEmpty()) {
                return word;
            }
            String head = Character.isDigit(word.charAt(0)) ? word + " of " : word;
            return head + "("
                    + String.join(", ", parts.stream().map(Policy::text).toList()) + ")";
        }

        /** For these parties and this author, who does not count; Bad where nobody could satisfy it. */
        Needs resolve(Iterable<Member> parties, String author) {
            if (parts.isEmpty()) {
                boolean there = false;
                for (Member party : parties) {
                    there |= party.id.equals(word) && !word.equals(author);
                }
                require(there, "a policy that can be satisfied");
                return new One(word);
            }
            Set<Needs> needs = new LinkedHashSet<>();
            for (Policy part : parts) {
                if (part.word.startsWith("role:")) {
                    needs.addAll(having(part.word.substring("role:".length()), parties, author));
                } else {
                    needs.add(part.resolve(parties, author));
                }
            }
            int needed = word.equals("all") ? needs.size() : word.equals("any") ? 1 : Integer.parseInt(word);
            require(needed >= 1 && needed <= needs.size(), "a policy that can be satisfied");
            return new Several(needed, List.copyOf(needs));
        }

        private static List<Needs> having(String role, Iterable<Member> parties, String author) {
            List<Needs> having = new ArrayList<>();
            boolean any = false;
            for (Member party : parties) {
                boolean has = party.roles.contains(role);
                any |= has;
                if (has && !party.id.equals(author)) {
                    having.add(new One(party.id));
                }
            }
            require(any, "a role that somebody has");
            return having;
        }
    }

    // ---- a lane -----------------------------------------------------------------------------------------------------

    /** One chain, judged from its genesis to its end, or to where it breaks. */
    static final class Lane {
        final List<String> flaws = new ArrayList<>();
        final Map<String, Map<String, Object>> committed = new LinkedHashMap<>();
        final Map<String, String> current = new HashMap<>();
        final Map<String, Object> parties = new HashMap<>();
        long transactions;

        final Consortium consortium;
        final int number;
        private final String id;
        private final Lock lock;
        private String head;
        private long seq;

        Lane(Consortium consortium, int number) {
            this.consortium = consortium;
            this.number = number;
            this.id = consortium.lanes.get(number);
            this.lock = new Lock(consortium);
            this.head = id;
        }

        /** The transactions and, where the consortium names a chain, the proof of each. */
        void judge(Pack pack, Blocks blocks) throws IOException {
            boolean hangs = true;
            try (Lines lines = pack.lines("lanes/" + number + ".jsonl", Pack.LONGEST_TRANSACTION);
                    Lines proofs = pack.lines("proofs/" + number + ".jsonl", Pack.LONGEST_PROOF)) {
                byte[] line = lines.next();
                while (hangs && line != null) {
                    hangs = judge(line);
                    String unproven = hangs && blocks != null ? blocks.fault(proofs.next(), line) : null;
                    if (unproven != null) {
                        flaw(seq, head, "", unproven);
                    }
                    line = lines.next();
                }
                if (hangs && proofs.next() != null) {
                    flaw(transactions, "proof-surplus", "", "proof-surplus");
                }
            }
            if (transactions == 0 && flaws.isEmpty()) {
                flaw(0, "missing", "", "missing");
            }
        }

        private boolean judge(byte[] line) {
            Tx tx;
            try {
                tx = Tx.of(line);
            } catch (Bad unreadable) {
                flaw(transactions, "unreadable", "", "unreadable");
                return false;
            }
            boolean first = transactions++ == 0;
            if (first) {
                String fault = genesisFault(tx);
                return fault == null || flaw(0, tx.id, "", fault);
            }
            if (!(head.equals(tx.parent()) && tx.parentOutput() == 0)) {
                return flaw(seq + 1, tx.id, "", "broken-chain");
            }
            String fault = fault(tx);
            if (fault == null) {
                fault = judgeBatch(tx);
            }
            if (fault != null) {
                flaw(seq + 1, tx.id, "", fault);
            }
            head = tx.id;
            seq++;
            return true;
        }

        private boolean flaw(long at, String transaction, String change, String code) {
            flaws.add("transaction %d (%s)%s: %s".formatted(at, transaction, change, says(code)));
            return false;
        }

        private String genesisFault(Tx tx) {
            if (!tx.id.equals(id)) {
                return "unknown-lane";
            }
            boolean agreed = tx.unsigned().equals(canon(lock.genesis(number)));
            return agreed && tx.opens(lock.founders()) ? null : "genesis";
        }

        /** What is wrong around the batch. */
        private String fault(Tx tx) {
            if (!id.equals(tx.asset())) {
                return "unknown-lane";
            }
            if (tx.inputs.size() != 1 || tx.outputs.size() != 1 || !tx.handsOnOne()) {
                return "shape";
            }
            if (!tx.opens(lock.details())) {
                return "fulfillment";
            }
            if (!lock.sealed(tx.openings.get(0).signatures())) {
                return "seals";
            }
            Map<String, Object> output = object(tx.outputs.get(0));
            Map<String, Object> condition = object(output.get("condition"));
            if (!canon(condition.get("details")).equals(canon(lock.details()))) {
                return "lock";
            }
            String keys = canon(Conditions.keys(lock.details()));
            if (!canon(object(tx.inputs.get(0)).get("owners_before")).equals(keys)) {
                return "owners-before";
            }
            if (!canon(output.get("public_keys")).equals(keys)) {
                return "public-keys";
            }
            return Conditions.of(lock.details()).uri().equals(condition.get("uri")) ? null : "condition-uri";
        }

        private String judgeBatch(Tx tx) {
            Map<String, Object> batch;
            List<Change> changes = new ArrayList<>();
            List<Answer> late = new ArrayList<>();
            try {
                batch = fields(
                        tx.tree.get("metadata"),
                        "v",
                        "consortium",
                        "lane",
                        "seq",
                        "parent",
                        "attempt",
                        "changes",
                        "refused");
                require(Long.valueOf(1).equals(batch.get("v")), "version 1 of a batch");
                version(batch.get("consortium"));
                hex(batch.get("parent"), 32);
                require(number(batch.get("lane")) >= 0 && number(batch.get("seq")) >= 1, "a place");
                require(number(batch.get("attempt")) >= 1, "attempts count from 1");
                list(batch.get("changes")).forEach(change -> changes.add(Change.of(change)));
                list(batch.get("refused")).forEach(refusal -> late.add(Answer.late(refusal)));
            } catch (Bad none) {
                return "metadata";
            }
            String misplaced = misplaced(batch, changes.size(), late);
            if (misplaced == null) {
                changes.forEach(change -> judgeChange(tx, change));
            }
            return misplaced;
        }

        private String misplaced(Map<String, Object> batch, int changes, List<Answer> late) {
            if (!batch.get("consortium").equals(consortium.version)) {
                return "consortium-version";
            }
            if (!batch.get("lane").equals((long) number)) {
                return "lane";
            }
            if (!batch.get("seq").equals(seq + 1)) {
                return "sequence";
            }
            if (!batch.get("parent").equals(head)) {
                return "parent";
            }
            if (changes < 1 || changes > 500 || utf8(canon(batch)).length > 256 * 1024) {
                return "limits";
            }
            return late.stream().allMatch(refusal -> refusal.verifies(consortium)) ? null : "answers";
        }

        /** One that fails moves nothing. */
        private void judgeChange(Tx tx, Change change) {
            String fault = change.fault(this);
            if (fault != null) {
                flaw(seq + 1, tx.id, " change " + change.id, fault);
                return;
            }
            committed.put(change.id, change.header);
            change.touches.forEach((key, base) -> current.put(change.card() + key, change.id));
            if (change.opensCard()) {
                parties.put(change.card(), change.parties());
            }
        }
    }

    // ---- proofs of the ledger's nodes --------------------------------------------------------------------------------

    /** The blocks of a pack, as Tendermint 0.31.5 hashes and signs them; each is judged once. */
    static final class Blocks {
        final String chain;
        final List<String> keys = new ArrayList<>();
        long standing;
        private final List<Long> powers = new ArrayList<>();
        private final String validatorsHash;
        private final Map<Long, Block> byHeight = new HashMap<>();

        /** What proofs need of a block, and why it does not stand, or null. */
        record Block(long transactions, String data, String results, String fault) {}

        Blocks(Map<String, Object> ledger, Pack pack) throws IOException {
            chain = string(ledger.get("chain"));
            List<byte[]> leaves = new ArrayList<>();
            for (Object each : list(ledger.get("validators"))) {
                List<?> pair = tuple(each, 2);
                keys.add(string(pair.get(0)));
                powers.add(number(pair.get(1)));
                byte[] key = join(HexFormat.of().parseHex("1624de6420"), base64(pair.get(0), 32));
                leaves.add(leaf(join(field(1, key), field(2, number(pair.get(1))))));
            }
            validatorsHash = toHex(merkleRoot(leaves));
            long last = -1;
            try (Lines lines = pack.lines("blocks.jsonl", Pack.LONGEST_PROOF)) {
                for (byte[] line = lines.next(); line != null; line = lines.next()) {
                    last = Math.max(last, read(line, last));
                }
            }
        }

        /** The block's height, or -1 for a line that counts for nothing. */
        private long read(byte[] line, long last) {
            try {
                Map<String, Object> tree = fields(canonical(line), "header", "next", "commit");
                Head head = Head.of(tree.get("header"));
                Head next = Head.of(tree.get("next"));
                String fault = fault(head, next, fields(tree.get("commit"), "parts", "round", "votes"));
                if (head.height > last) {
                    byHeight.put(head.height, new Block(head.transactions, head.data, next.results, fault));
                    standing += fault == null ? 1 : 0;
                }
                return head.height;
            } catch (Bad unreadable) {
                return -1;
            }
        }

        private String fault(Head head, Head next, Map<String, Object> commit) {
            List<?> parts = tuple(commit.get("parts"), 2);
            byte[] partsHash = hexOrNone(parts.get(1), 32);
            byte[] set = join(field(1, partsHash), field(2, natural(parts.get(0))));
            byte[] start = join(
                    field(1, 2), fixed(2, next.height), fixed(3, natural(commit.get("round"))),
                    field(4, join(field(1, next.hash), field(2, set))));
            List<?> votes = list(commit.get("votes"));
            long power = 0;
            boolean genuine = true;
            for (int i = 0; i < votes.size(); i++) {
                if (votes.get(i) != null) {
                    List<?> vote = tuple(votes.get(i), 2);
                    byte[] signature = base64(vote.get(1), 64);
                    byte[] time = time(vote.get(0));
                    byte[] body = join(start, field(5, time), field(6, utf8(next.chain)));
                    genuine &= i < keys.size()
                            && Ed25519.verifies(keys.get(i), join(uvarint(body.length), body), signature);
                    power += i < keys.size() ? powers.get(i) : 0;
                }
            }
            if (!head.chain.equals(chain) || !next.chain.equals(chain)) {
                return "proof-chain";
            }
            if (head.height != next.height - 1) {
                return "proof-height";
            }
            if (!next.last.equals(toHex(head.hash))) {
                return "proof-link";
            }
            if (!next.validators.equals(validatorsHash) || votes.size() != keys.size()) {
                return "proof-validators";
            }
            if (!genuine) {
                return "proof-votes";
            }
            long all = powers.stream().mapToLong(Long::longValue).sum();
            return power * 3 > all * 2 ? null : "proof-power";
        }

        /** What is wrong with the proof of a transaction, or null. */
        String fault(byte[] line, byte[] transaction) {
            if (line == null) {
                return "proof-missing";
            }
            Map<String, Object> proof;
            long height;
            long index;
            byte[] raw;
            byte[] result;
            List<byte[]> data;
            List<byte[]> results;
            long code;
            try {
                proof = fields(canonical(line), "block", "index", "transaction", "data", "result", "results");
                height = natural(proof.get("block"));
                index = natural(proof.get("index"));
                raw = utf8(string(proof.get("transaction")));
                code = natural(tuple(proof.get("result"), 2).get(0));
                result = join(field(1, code), field(2, base64(tuple(proof.get("result"), 2).get(1), -1)));
                data = path(proof.get("data"));
                results = path(proof.get("results"));
            } catch (Bad unreadable) {
                return "proof-unreadable";
            }
            if (!isOf(raw, transaction)) {
                return "proof-transaction";
            }
            Block block = byHeight.get(height);
            if (block == null) {
                return "proof-block";
            }
            if (block.fault != null) {
                return block.fault;
            }
            if (!leads(leaf(sha256(raw)), index, block.transactions, data, block.data)) {
                return "proof-data";
            }
            if (!leads(leaf(result), index, block.transactions, results, block.results)) {
                return "proof-results";
            }
            return code == 0 ? null : "proof-refused";
        }

        private static boolean isOf(byte[] raw, byte[] transaction) {
            try {
                return raw.length <= 1 << 20 && Arrays.equals(utf8(canon(Json.read(raw))), transaction);
            } catch (Bad none) {
                return false;
            }
        }

        private static List<byte[]> path(Object tree) {
            List<byte[]> path = new ArrayList<>();
            list(tree).forEach(hash -> path.add(HexFormat.of().parseHex(hex(hash, 32))));
            return path;
        }

        private static boolean leads(byte[] leaf, long index, long size, List<byte[]> path, String root) {
            if (index >= size || size > Integer.MAX_VALUE) {
                return false;
            }
            byte[] reached = climb(leaf, index, size, path);
            return reached != null && toHex(reached).equals(root);
        }

        /** The root over so many leaves, or null for a path of another length. */
        private static byte[] climb(byte[] leaf, long index, long size, List<byte[]> path) {
            if (size == 1) {
                return path.isEmpty() ? leaf : null;
            }
            if (path.isEmpty()) {
                return null;
            }
            long split = Long.highestOneBit(size - 1);
            boolean left = index < split;
            byte[] sibling = path.get(path.size() - 1);
            byte[] below = climb(
                    leaf,
                    left ? index : index - split,
                    left ? split : size - split,
                    path.subList(0, path.size() - 1));
            if (below == null) {
                return null;
            }
            return left ? sha256(new byte[] {1}, below, sibling) : sha256(new byte[] {1}, sibling, below);
        }

        static byte[] leaf(byte[] item) {
            return sha256(new byte[] {0}, item);
        }

        static long natural(Object tree) {
            require(number(tree) >= 0, "a number that is not negative");
            return number(tree);
        }

        static byte[] hexOrNone(Object tree, int bytes) {
            return string(tree).isEmpty() ? new byte[0] : HexFormat.of().parseHex(hex(tree, bytes));
        }

        // Amino is like Protocol Buffers 3: what is zero or empty is left out.

        static byte[] uvarint(long value) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            long rest = value;
            while (rest > 127) {
                out.write((int) (rest % 128 + 128));
                rest /= 128;
            }
            out.write((int) rest);
            return out.toByteArray();
        }

        static byte[] field(int number, long value) {
            return value == 0 ? new byte[0] : join(uvarint(number * 8L), uvarint(value));
        }

        static byte[] field(int number, byte[] value) {
            return value.length == 0 ? value : join(uvarint(number * 8L + 2), sized(value));
        }

        static byte[] fixed(int number, long value) {
            byte[] little = ByteBuffer.allocate(8).putLong(Long.reverseBytes(value)).array();
            return value == 0 ? new byte[0] : join(uvarint(number * 8L + 1), little);
        }

        /** Alone in a header: its length before it, and nothing at all if it is empty. */
        static byte[] sized(byte[] value) {
            return value.length == 0 ? value : join(uvarint(value.length), value);
        }

        static byte[] join(byte[]... parts) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            List.of(parts).forEach(out::writeBytes);
            return out.toByteArray();
        }

        static byte[] time(Object tree) {
            List<?> pair = tuple(tree, 2);
            long nanos = natural(pair.get(1));
            require(nanos < 1_000_000_000, "less than a second");
            return join(field(1, natural(pair.get(0))), field(2, nanos));
        }
    }

    /** A header of a block; its hash is a Merkle root over its fields. */
    record Head(
            String chain,
            long height,
            long transactions,
            String last,
            String data,
            String validators,
            String results,
            byte[] hash) {
        private static final List<String> HASHES =
                List.of("last_commit_hash", "data_hash", "validators_hash", "next_validators_hash", "consensus_hash");

        static Head of(Object tree) {
            Map<String, Object> of = fields(
                    tree,
                    "version",
                    "chain_id",
                    "height",
                    "time",
                    "num_txs",
                    "total_txs",
                    "last_block_id",
                    "last_commit_hash",
                    "data_hash",
                    "validators_hash",
                    "next_validators_hash",
                    "consensus_hash",
                    "app_hash",
                    "last_results_hash",
                    "evidence_hash",
                    "proposer_address");
            List<?> version = tuple(of.get("version"), 2);
            List<?> last = tuple(of.get("last_block_id"), 3);
            byte[] parts = Blocks.join(
                    Blocks.field(1, Blocks.natural(last.get(1))),
                    Blocks.field(2, Blocks.hexOrNone(last.get(2), 32)));
            List<byte[]> items = new ArrayList<>();
            items.add(Blocks.join(
                    Blocks.field(1, Blocks.natural(version.get(0))), Blocks.field(2, Blocks.natural(version.get(1)))));
            items.add(Blocks.sized(utf8(string(of.get("chain_id")))));
            items.add(Blocks.uvarint(Blocks.natural(of.get("height"))));
            items.add(Blocks.time(of.get("time")));
            items.add(Blocks.uvarint(Blocks.natural(of.get("num_txs"))));
            items.add(Blocks.uvarint(Blocks.natural(of.get("total_txs"))));
            items.add(Blocks.join(Blocks.field(1, Blocks.hexOrNone(last.get(0), 32)), Blocks.field(2, parts)));
            HASHES.forEach(name -> items.add(Blocks.sized(Blocks.hexOrNone(of.get(name), 32))));
            String app = string(of.get("app_hash"));
            items.add(Blocks.sized(Blocks.hexOrNone(app, app.length() / 2)));
            items.add(Blocks.sized(Blocks.hexOrNone(of.get("last_results_hash"), 32)));
            items.add(Blocks.sized(Blocks.hexOrNone(of.get("evidence_hash"), 32)));
            items.add(Blocks.sized(Blocks.hexOrNone(of.get("proposer_address"), 20)));
            List<byte[]> leaves = items.stream().map(Blocks::leaf).toList();
            return new Head(
                    string(of.get("chain_id")),
                    number(of.get("height")),
                    number(of.get("num_txs")),
                    string(last.get(0)),
                    string(of.get("data_hash")),
                    string(of.get("validators_hash")),
                    string(of.get("last_results_hash")),
                    merkleRoot(leaves));
        }
    }

    // ---- a change ---------------------------------------------------------------------------------------------------

    /** A header, its author's signature and the answers to it; touches are keys with their base or null. */
    record Change(
            String id,
            Map<String, Object> header,
            byte[] signature,
            Map<String, String> touches,
            List<Answer> answers) {
        static Change of(Object tree) {
            Map<String, Object> fields = fields(tree, "header", "signature", "approvals", "refusals");
            Map<String, Object> header = fields(
                    fields.get("header"),
                    "v",
                    "consortium",
                    "card",
                    "section",
                    "author",
                    "parties",
                    "touches",
                    "requires",
                    "commitment",
                    "content",
                    "policy",
                    "deadline",
                    "nonce");
            Map<String, String> touches = readHeader(header);
            String id = toHex(sha256(statement("change", header)));
            List<Answer> answers = new ArrayList<>();
            list(fields.get("approvals")).forEach(each -> answers.add(Answer.approval(id, each)));
            list(fields.get("refusals")).forEach(each -> answers.add(Answer.refusal(id, tuple(each, 3))));
            return new Change(id, header, base64(fields.get("signature"), 64), touches, answers);
        }

        private static Map<String, String> readHeader(Map<String, Object> header) {
            require(Long.valueOf(1).equals(header.get("v")), "version 1 of a header");
            version(header.get("consortium"));
            String card = string(header.get("card"));
            require(card.matches("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}"), "a card");
            require(Consortium.SECTIONS.contains(string(header.get("section"))), "a section");
            name(header.get("author"), "an organization");
            if (header.get("parties") != null) {
                ascending(names(header.get("parties"), "an organization"), list(header.get("parties")));
            }
            List<?> requires = list(header.get("requires"));
            Set<String> required = new LinkedHashSet<>();
            requires.forEach(each -> required.add(hex(each, 32)));
            ascending(required, requires);
            hex(header.get("commitment"), 32);
            tuple(header.get("content"), 2).forEach(each -> hex(each, 32));
            string(header.get("policy"));
            number(header.get("deadline"));
            hex(header.get("nonce"), 16);
            Map<String, String> touches = touches(list(header.get("touches")));
            require(!touches.isEmpty() && touches.size() <= 256 && required.size() <= 256, "1 to 256 touches");
            return touches;
        }

        private static Map<String, String> touches(List<?> pairs) {
            Map<String, String> touches = new LinkedHashMap<>();
            String last = "";
            for (Object each : pairs) {
                List<?> pair = tuple(each, 2);
                String key = hex(pair.get(0), 16);
                require(last.compareTo(key) < 0, "touches ascend");
                touches.put(key, pair.get(1) == null ? null : hex(pair.get(1), 32));
                last = key;
            }
            return touches;
        }

        String card() {
            return (String) header.get("card");
        }

        String section() {
            return (String) header.get("section");
        }

        String author() {
            return (String) header.get("author");
        }

        /** As text, so that two lists compare. */
        String parties() {
            return canon(header.get("parties"));
        }

        boolean includes(String organization) {
            return header.get("parties") == null || list(header.get("parties")).contains(organization);
        }

        boolean opensCard() {
            return touchesNew(touchKey(card(), "card"));
        }

        private boolean touchesNew(String key) {
            return touches.containsKey(key) && touches.get(key) == null;
        }

        private static String touchKey(String card, String name) {
            return toHex(Arrays.copyOf(sha256(statement("touch", List.of(card, name))), 16));
        }

        /** The code of the first thing that keeps it from standing here, or null. */
        String fault(Lane lane) {
            String fault = membershipFault(lane);
            fault = fault == null ? continuityFault(lane) : fault;
            return fault == null ? signatureFault(lane.consortium) : fault;
        }

        private String membershipFault(Lane lane) {
            Consortium consortium = lane.consortium;
            if (!header.get("consortium").equals(consortium.version)) {
                return "consortium-version";
            }
            long first = ByteBuffer.wrap(sha256(utf8(card()))).getLong();
            if (Long.remainderUnsigned(first, consortium.lanes.size()) != lane.number) {
                return "lane";
            }
            Terms terms = consortium.sections.get(section());
            if (terms == null || !terms.policy.text().equals(header.get("policy"))) {
                return "policy";
            }
            return consortium.writes(author(), section()) && includes(author()) ? null : "author";
        }

        private String continuityFault(Lane lane) {
            if (lane.committed.containsKey(id)) {
                return "repeated";
            }
            for (Map.Entry<String, String> touch : touches.entrySet()) {
                if (!Objects.equals(lane.current.get(card() + touch.getKey()), touch.getValue())) {
                    return "bases";
                }
            }
            if (!list(header.get("requires")).stream().allMatch(lane.committed::containsKey)) {
                return "requirements";
            }
            Object agreed = opensCard() ? parties() : lane.parties.get(card());
            if (agreed == null || (opensCard() && !section().equals("identity"))) {
                return "card";
            }
            if (!agreed.equals(parties())) {
                return "parties";
            }
            String keys = touchKey(card(), "keys|" + section());
            return touchesNew(keys) || lane.current.containsKey(card() + keys) ? null : "section-keys";
        }

        private String signatureFault(Consortium consortium) {
            Member author = consortium.members.get(author());
            if (!Ed25519.verifies(author.approval, statement("proposal", header), signature)) {
                return "author-signature";
            }
            Set<String> answering = new HashSet<>();
            Set<String> approving = new HashSet<>();
            for (Answer answer : answers) {
                if (!answering.add(answer.organization) || !counts(answer, consortium)) {
                    return "answers";
                }
                if (answer.basis != null) {
                    approving.add(answer.organization);
                }
            }
            return endorsed(consortium, approving) ? null : "quorum";
        }

        /** From a party that is not the author, with the basis that it must have, and signed. */
        private boolean counts(Answer answer, Consortium consortium) {
            String basis = consortium.reads(answer.organization, section()) ? "content" : "header";
            return (answer.basis == null || answer.basis.equals(basis))
                    && includes(answer.organization)
                    && !answer.organization.equals(author())
                    && answer.verifies(consortium);
        }

        private boolean endorsed(Consortium consortium, Set<String> approving) {
            List<Member> parties = consortium.members.values().stream()
                    .filter(each -> includes(each.id))
                    .toList();
            try {
                return consortium
                        .sections
                        .get(section())
                        .policy
                        .resolve(parties, author())
                        .satisfiedBy(approving);
            } catch (Bad nobodyCan) {
                return false;
            }
        }
    }

    /** An approval, or without a basis a refusal. */
    record Answer(String change, String organization, String basis, Object findings, byte[] signature) {
        private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{1,62}");
        private static final Pattern POINTER = Pattern.compile("(/[A-Za-z0-9_~-]{0,64}){0,16}");

        static Answer approval(String change, Object tree) {
            List<?> tuple = tuple(tree, 4);
            String basis = string(tuple.get(1));
            require(Set.of("content", "header").contains(basis), "a basis");
            return new Answer(
                    change,
                    name(tuple.get(0), "an organization"),
                    basis,
                    findings(tuple.get(2)),
                    base64(tuple.get(3), 64));
        }

        static Answer refusal(String change, List<?> tuple) {
            List<?> reasons = findings(tuple.get(1));
            require(!reasons.isEmpty(), "a refusal has a reason");
            return new Answer(change, name(tuple.get(0), "an organization"), null, reasons, base64(tuple.get(2), 64));
        }

        static Answer late(Object tree) {
            List<?> tuple = tuple(tree, 4);
            return refusal(hex(tuple.get(0), 32), tuple.subList(1, 4));
        }

        private static List<?> findings(Object tree) {
            List<?> findings = list(tree);
            require(findings.size() <= 32, "32 findings at most");
            for (Object each : findings) {
                List<?> pair = tuple(each, 2);
                boolean fits = CODE.matcher(string(pair.get(0))).matches()
                        && POINTER.matcher(string(pair.get(1))).matches();
                require(fits, "a finding is a code and a pointer");
            }
            return findings;
        }

        boolean verifies(Consortium consortium) {
            Member member = consortium.members.get(organization);
            Map<String, Object> statement = new HashMap<>();
            statement.put("v", 1L);
            statement.put("consortium", consortium.version);
            statement.put("change", change);
            statement.put("organization", organization);
            if (basis != null) {
                statement.put("basis", basis);
            }
            statement.put(basis == null ? "reasons" : "remarks", findings);
            byte[] bytes = statement(basis == null ? "refusal" : "approval", statement);
            return member != null && Ed25519.verifies(member.approval, bytes, signature);
        }
    }

    // ---- transactions of the ledger ---------------------------------------------------------------------------------

    /** A transaction of BigchainDB 2.0 whose id is the hash of what it holds. */
    record Tx(String id, Map<String, Object> tree, List<?> inputs, List<?> outputs, List<Opening> openings) {
        static Tx of(byte[] line) {
            Map<String, Object> tree =
                    fields(canonical(line), "id", "version", "operation", "asset", "metadata", "inputs", "outputs");
            String id = hex(tree.get("id"), 32);
            Map<String, Object> body = new HashMap<>(tree);
            body.put("id", null);
            require(id.equals(toHex(digest("SHA3-256", utf8(canon(body))))), "an id that is the hash");
            require(line.length <= 512 * 1024 && "2.0".equals(tree.get("version")), "a transaction of version 2.0");
            boolean create = "CREATE".equals(tree.get("operation"));
            require(create || "TRANSFER".equals(tree.get("operation")), "a known operation");
            Map<String, Object> asset = fields(tree.get("asset"), create ? "data" : "id");
            require(create || !hex(asset.get("id"), 32).isEmpty(), "an asset's id");
            require(!create || asset.get("data") == null || asset.get("data") instanceof Map, "an asset's data");
            require(
                    tree.get("metadata") == null
                            || !object(tree.get("metadata")).isEmpty(),
                    "metadata");
            List<?> inputs = list(tree.get("inputs"));
            require(!inputs.isEmpty() && !(create && inputs.size() > 1), "inputs");
            List<Opening> openings = new ArrayList<>();
            inputs.forEach(input -> openings.add(input(input, create)));
            List<?> outputs = list(tree.get("outputs"));
            outputs.forEach(Tx::output);
            return new Tx(id, tree, inputs, outputs, openings);
        }

        private static Opening input(Object tree, boolean create) {
            Map<String, Object> input = fields(tree, "owners_before", "fulfillment", "fulfills");
            require((input.get("fulfills") == null) == create, "an input that fits the operation");
            if (!create) {
                Map<String, Object> spent = fields(input.get("fulfills"), "transaction_id", "output_index");
                hex(spent.get("transaction_id"), 32);
                require(number(spent.get("output_index")) >= 0, "an index");
            }
            return Opening.of(string(input.get("fulfillment")));
        }

        private static void output(Object tree) {
            Map<String, Object> output = fields(tree, "amount", "condition", "public_keys");
            Map<String, Object> condition = fields(output.get("condition"), "details", "uri");
            string(condition.get("uri"));
            Conditions.of(condition.get("details"));
            require(string(output.get("amount")).matches("[0-9]{1,20}"), "an amount");
        }

        private Map<String, Object> spent() {
            Object fulfills = object(inputs.get(0)).get("fulfills");
            return fulfills == null ? Map.of() : object(fulfills);
        }

        String parent() {
            return (String) spent().get("transaction_id");
        }

        long parentOutput() {
            return (Long) spent().get("output_index");
        }

        String asset() {
            return (String) object(tree.get("asset")).get("id");
        }

        boolean handsOnOne() {
            return new BigInteger((String) object(outputs.get(0)).get("amount")).equals(BigInteger.ONE);
        }

        /** The canonical text without id and fulfillments. */
        String unsigned() {
            Map<String, Object> body = new HashMap<>(tree);
            body.put("id", null);
            List<Object> bare = new ArrayList<>();
            for (Object input : inputs) {
                Map<String, Object> copy = new HashMap<>(object(input));
                copy.put("fulfillment", null);
                bare.add(copy);
            }
            body.put("inputs", bare);
            return canon(body);
        }

        /** Whether the first input fulfills this condition, with signatures that all hold. */
        boolean opens(Map<String, Object> details) {
            String link = parent() == null ? "" : parent() + parentOutput();
            byte[] message = digest("SHA3-256", utf8(unsigned() + link));
            Opening opening = openings.get(0);
            return opening.condition.uri().equals(Conditions.of(details).uri())
                    && opening.signatures.stream()
                            .allMatch(signed -> Ed25519.verifies(signed.key(), message, signed.signature()));
        }
    }

    /** What a lane is locked with: the seal policy over seal keys, or the same over recovery keys. */
    static final class Lock {
        private final Consortium consortium;
        private final Map<String, Object> details;

        Lock(Consortium consortium) {
            this.consortium = consortium;
            this.details =
                    Conditions.threshold(1, List.of(compile(consortium.seal, true), compile(consortium.seal, false)));
            List<String> keys = Conditions.keys(details);
            boolean fits =
                    keys.size() <= 64 && new HashSet<>(keys).size() == keys.size() && Conditions.depth(details) <= 3;
            require(fits, "a seal policy that fits into a lock");
        }

        Map<String, Object> details() {
            return details;
        }

        /** What all founders sign to begin a lane. */
        Map<String, Object> founders() {
            List<Map<String, Object>> keys = new ArrayList<>();
            consortium.members.values().forEach(member -> keys.add(Conditions.key(member.seal)));
            return Conditions.threshold(keys.size(), keys);
        }

        private Map<String, Object> compile(Needs needs, boolean seal) {
            if (needs instanceof One one) {
                Member member = consortium.members.get(one.organization);
                return Conditions.key(seal ? member.seal : member.recovery);
            }
            Several several = (Several) needs;
            return Conditions.threshold(
                    several.needed,
                    several.of.stream().map(each -> compile(each, seal)).toList());
        }

        /** Counts organizations, never keys, and either seal keys or recovery keys. */
        boolean sealed(List<Signed> signatures) {
            Set<String> keys = new HashSet<>();
            signatures.forEach(signed -> keys.add(signed.key()));
            Set<String> sealing = new HashSet<>();
            Set<String> recovering = new HashSet<>();
            for (Member member : consortium.members.values()) {
                if (keys.contains(member.seal)) {
                    sealing.add(member.id);
                }
                if (keys.contains(member.recovery)) {
                    recovering.add(member.id);
                }
            }
            return consortium.seal.satisfiedBy(sealing) || consortium.seal.satisfiedBy(recovering);
        }

        /** A lane's first transaction as the document makes it, without id and signatures. */
        Map<String, Object> genesis(int lane) {
            Map<String, Object> data = new HashMap<>();
            data.put("v", 1L);
            data.put("kind", "countersign-lane");
            data.put("consortium", consortium.version.get(0));
            data.put("document", consortium.hash);
            data.put("lane", (long) lane);
            data.put("lanes", (long) consortium.lanes.size());
            Map<String, Object> input = new HashMap<>();
            input.put("owners_before", Conditions.keys(founders()));
            input.put("fulfills", null);
            input.put("fulfillment", null);
            Map<String, Object> condition =
                    Map.of("details", details, "uri", Conditions.of(details).uri());
            Map<String, Object> tx = new HashMap<>();
            tx.put("id", null);
            tx.put("version", "2.0");
            tx.put("operation", "CREATE");
            tx.put("asset", Map.of("data", data));
            tx.put("metadata", null);
            tx.put("inputs", List.of(input));
            tx.put(
                    "outputs",
                    List.of(Map.of("amount", "1", "public_keys", Conditions.keys(details), "condition", condition)));
            return tx;
        }
    }

    // ---- crypto-conditions: Ed25519 keys and thresholds -------------------------------------------------------------

    /** A condition without what is inside: a hash, a kind and a cost. */
    record Condition(boolean threshold, byte[] hash, long cost) {
        static final long KEY_COST = 131_072;

        static Condition ofKey(byte[] key) {
            return new Condition(false, sha256(Der.value(0x30, Der.value(0x80, key))), KEY_COST);
        }

        static Condition ofThreshold(int needed, List<Condition> of) {
            require(needed >= 1 && needed <= of.size(), "a threshold");
            byte[] parts = Der.set(0xA1, of.stream().map(Condition::der).toList());
            byte[] number = Der.value(0x80, new byte[] {(byte) needed});
            long cost = of.stream()
                    .map(Condition::cost)
                    .sorted(Collections.reverseOrder())
                    .limit(needed)
                    .mapToLong(Long::longValue)
                    .sum();
            return new Condition(true, sha256(Der.value(0x30, number, parts)), cost + 1024L * of.size());
        }

        byte[] der() {
            byte[] print = Der.value(0x80, hash);
            byte[] price = Der.value(0x81, BigInteger.valueOf(cost).toByteArray());
            return threshold
                    ? Der.value(0xA2, print, price, Der.value(0x82, new byte[] {3, 8}))
                    : Der.value(0xA4, print, price);
        }

        String uri() {
            String print = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
            String kind = threshold ? "threshold" : "ed25519";
            String uri = "ni:///sha-256;%s?fpt=%s-sha-256&cost=%d".formatted(print, kind, cost);
            return threshold ? uri + "&subtypes=ed25519-sha-256" : uri;
        }
    }

    /** Conditions as they stand in a transaction's JSON. */
    static final class Conditions {
        static Map<String, Object> key(String publicKey) {
            return Map.of("type", "ed25519-sha-256", "public_key", Base58.encode(base64(publicKey, 32)));
        }

        static Map<String, Object> threshold(int needed, List<Map<String, Object>> of) {
            return Map.of("type", "threshold-sha-256", "threshold", (long) needed, "subconditions", of);
        }

        static Condition of(Object details) {
            return of(details, 0, new int[1]);
        }

        private static Condition of(Object details, int depth, int[] leaves) {
            Map<String, Object> map = object(details);
            if ("ed25519-sha-256".equals(map.get("type"))) {
                require(++leaves[0] <= 64, "64 keys at most");
                return Condition.ofKey(
                        Base58.key(fields(map, "type", "public_key").get("public_key")));
            }
            fields(map, "type", "threshold", "subconditions");
            require("threshold-sha-256".equals(map.get("type")) && depth < 3, "a known condition, three deep at most");
            List<Condition> parts = new ArrayList<>();
            list(map.get("subconditions")).forEach(part -> parts.add(of(part, depth + 1, leaves)));
            long needed = number(map.get("threshold"));
            require(needed >= 1 && needed <= parts.size(), "a threshold");
            return Condition.ofThreshold((int) needed, parts);
        }

        /** All keys from left to right, in base 58. */
        static List<String> keys(Object details) {
            Map<String, Object> map = object(details);
            if (map.containsKey("public_key")) {
                return List.of((String) map.get("public_key"));
            }
            List<String> keys = new ArrayList<>();
            list(map.get("subconditions")).forEach(part -> keys.addAll(keys(part)));
            return keys;
        }

        static int depth(Object details) {
            Map<String, Object> map = object(details);
            int deepest = 0;
            if (map.containsKey("public_key")) {
                return 0;
            }
            for (Object part : list(map.get("subconditions"))) {
                deepest = Math.max(deepest, depth(part));
            }
            return 1 + deepest;
        }
    }

    record Signed(String key, byte[] signature) {}

    /** A fulfillment: the condition that it fulfills, and the signatures in it. */
    record Opening(Condition condition, List<Signed> signatures, byte[] der) {
        /** Reads the one canonical text of a fulfillment. */
        static Opening of(String text) {
            require(text.length() <= 16 * 1024 * 4 / 3 + 3, "a fulfillment of 16 KiB at most");
            byte[] der = base64(text, -1);
            Der reader = new Der(der);
            Opening opening = read(reader.only(), 0, new int[1]);
            require(Arrays.equals(opening.der, der), "a fulfillment in canonical DER");
            return opening;
        }

        private static Opening read(Der.Item item, int depth, int[] leaves) {
            List<Der.Item> parts = new Der(item.value()).all();
            require(parts.size() == 2, "a fulfillment of two parts");
            if (item.tag() == 0xA4) {
                require(++leaves[0] <= 64, "64 leaves at most");
                byte[] key = parts.get(0).value(0x80, 32);
                byte[] signature = parts.get(1).value(0x81, 64);
                byte[] der = Der.value(0xA4, Der.value(0x80, key), Der.value(0x81, signature));
                return new Opening(Condition.ofKey(key), List.of(new Signed(toBase64(key), signature)), der);
            }
            require(item.tag() == 0xA2 && depth < 3, "a known fulfillment, three deep at most");
            List<Opening> fulfilled = new ArrayList<>();
            for (Der.Item part : new Der(parts.get(0).value(0xA0, -1)).all()) {
                fulfilled.add(read(part, depth + 1, leaves));
            }
            List<Condition> others = new ArrayList<>();
            for (Der.Item part : new Der(parts.get(1).value(0xA1, -1)).all()) {
                require(++leaves[0] <= 64, "64 leaves at most");
                others.add(condition(part));
            }
            return join(fulfilled, others);
        }

        private static Opening join(List<Opening> fulfilled, List<Condition> others) {
            List<Condition> all = new ArrayList<>(others);
            List<Signed> signatures = new ArrayList<>();
            for (Opening part : fulfilled) {
                all.add(part.condition);
                signatures.addAll(part.signatures);
            }
            byte[] der = Der.value(
                    0xA2,
                    Der.set(0xA0, fulfilled.stream().map(Opening::der).toList()),
                    Der.set(0xA1, others.stream().map(Condition::der).toList()));
            return new Opening(Condition.ofThreshold(fulfilled.size(), all), signatures, der);
        }

        private static Condition condition(Der.Item item) {
            List<Der.Item> parts = new Der(item.value()).all();
            boolean threshold = item.tag() == 0xA2;
            require(parts.size() == (threshold ? 3 : 2) && (threshold || item.tag() == 0xA4), "a known condition");
            byte[] cost = parts.get(1).value(0x81, -1);
            require(cost.length >= 1 && cost.length <= 8 && cost[0] >= 0, "a cost");
            return new Condition(threshold, parts.get(0).value(0x80, 32), new BigInteger(cost).longValueExact());
        }
    }

    /** Distinguished encoding: tag, shortest length, value. What is read is written again and compared. */
    static final class Der {
        record Item(int tag, byte[] value) {
            byte[] value(int expected, int length) {
                require(tag == expected && (length < 0 || value.length == length), "a DER value as expected");
                return value;
            }
        }

        private final byte[] bytes;
        private int at;

        Der(byte[] bytes) {
            this.bytes = bytes;
        }

        Item only() {
            List<Item> items = all();
            require(items.size() == 1, "one DER value");
            return items.get(0);
        }

        List<Item> all() {
            List<Item> items = new ArrayList<>();
            while (at < bytes.length) {
                int tag = octet();
                int length = octet();
                if (length >= 0x80) {
                    int octets = length & 0x7F;
                    require(octets == 1 || octets == 2, "a length of one or two octets");
                    length = octets == 1 ? octet() : octet() << 8 | octet();
                }
                require(length <= bytes.length - at, "DER that does not end early");
                items.add(new Item(tag, Arrays.copyOfRange(bytes, at, at + length)));
                at += length;
            }
            return items;
        }

        private int octet() {
            require(at < bytes.length, "DER that does not end early");
            return bytes[at++] & 0xFF;
        }

        static byte[] value(int tag, byte[]... parts) {
            int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(tag);
            if (length >= 0x100) {
                out.write(0x82);
                out.write(length >> 8);
            } else if (length >= 0x80) {
                out.write(0x81);
            }
            out.write(length & 0xFF);
            for (byte[] part : parts) {
                out.writeBytes(part);
            }
            return out.toByteArray();
        }

        static byte[] set(int tag, List<byte[]> items) {
            return value(tag, items.stream().sorted(Arrays::compareUnsigned).toArray(byte[][]::new));
        }
    }

    static final class Base58 {
        private static final String DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        private static final BigInteger BASE = BigInteger.valueOf(58);
        private static final Map<String, byte[]> KEYS = new HashMap<>();

        static String encode(byte[] bytes) {
            StringBuilder text = new StringBuilder();
            for (BigInteger rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(BASE)) {
                text.append(DIGITS.charAt(rest.mod(BASE).intValue()));
            }
            for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
                text.append(DIGITS.charAt(0));
            }
            return text.reverse().toString();
        }

        /** The 32 bytes of a key that is a point of the curve; the same few keys come again and again. */
        static byte[] key(Object tree) {
            return KEYS.computeIfAbsent(string(tree), Base58::decode);
        }

        private static byte[] decode(String text) {
            require(text.length() <= 44, "a key in base 58");
            BigInteger value = BigInteger.ZERO;
            for (char digit : text.toCharArray()) {
                require(DIGITS.indexOf(digit) >= 0, "base 58");
                value = value.multiply(BASE).add(BigInteger.valueOf(DIGITS.indexOf(digit)));
            }
            byte[] bytes = new byte[32];
            byte[] magnitude = value.toByteArray();
            for (int i = 1; i <= Math.min(32, magnitude.length); i++) {
                bytes[32 - i] = magnitude[magnitude.length - i];
            }
            require(encode(bytes).equals(text) && Point.of(bytes) != null, "a key in base 58");
            return bytes;
        }
    }

    // ---- Ed25519 ----------------------------------------------------------------------------------------------------

    /** Signatures as RFC 8032 has them, without cofactor; keys are canonical points of the group of prime order. */
    static final class Ed25519 {
        private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");
        private static final Map<String, PublicKey> KEYS = new HashMap<>();
        private static final Map<String, Boolean> VALID = new HashMap<>();

        /** A valid public key, in base64url. */
        static String key(Object tree) {
            require(VALID.computeIfAbsent(string(tree), Ed25519::isValid), "a valid Ed25519 key");
            return string(tree);
        }

        private static boolean isValid(String key) {
            Point point = Point.of(base64(key, 32));
            return point != null && point.isOfPrimeOrder();
        }

        static boolean verifies(String key, byte[] message, byte[] signature) {
            BigInteger s = Point.number(Arrays.copyOfRange(signature, 32, 64));
            BigInteger y = Point.number(Arrays.copyOf(signature, 32)).clearBit(255);
            if (s.compareTo(Point.ORDER) >= 0 || y.compareTo(Point.P) >= 0 || y.equals(BigInteger.ONE)) {
                return false;
            }
            try {
                Signature verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(decoded(key));
                verifier.update(message);
                return verifier.verify(signature);
            } catch (SignatureException undecodable) {
                return false;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every JDK since 15 has Ed25519", impossible);
            }
        }

        private static PublicKey decoded(String key) throws GeneralSecurityException {
            PublicKey known = KEYS.get(key);
            if (known == null) {
                byte[] encoded = Arrays.copyOf(X509, X509.length + 32);
                System.arraycopy(base64(key, 32), 0, encoded, X509.length, 32);
                known = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
                KEYS.put(key, known);
            }
            return known;
        }
    }

    /** A point of edwards25519 in projective coordinates (RFC 8032 section 5.1); slow, and only for a few keys. */
    record Point(BigInteger x, BigInteger y, BigInteger z) {
        static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
        static final BigInteger ORDER =
                BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        private static final BigInteger D = BigInteger.valueOf(-121665)
                .multiply(BigInteger.valueOf(121666).modInverse(P))
                .mod(P);
        private static final BigInteger ROOT =
                BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
        private static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE);

        /** The point of its canonical 32 bytes, or null. */
        static Point of(byte[] bytes) {
            BigInteger encoded = number(bytes);
            BigInteger y = encoded.clearBit(255);
            BigInteger square = y.multiply(y).mod(P);
            BigInteger xSquare = square.subtract(BigInteger.ONE)
                    .multiply(D.multiply(square).add(BigInteger.ONE).modInverse(P))
                    .mod(P);
            BigInteger x = xSquare.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
            if (!x.multiply(x).mod(P).equals(xSquare)) {
                x = x.multiply(ROOT).mod(P);
            }
            boolean odd = encoded.testBit(255);
            boolean onCurve = y.compareTo(P) < 0 && x.multiply(x).mod(P).equals(xSquare);
            if (!onCurve || (x.signum() == 0 && odd)) {
                return null;
            }
            return new Point(x.testBit(0) == odd ? x : P.subtract(x), y, BigInteger.ONE);
        }

        static BigInteger number(byte[] littleEndian) {
            byte[] bigEndian = new byte[littleEndian.length];
            for (int i = 0; i < bigEndian.length; i++) {
                bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
            }
            return new BigInteger(1, bigEndian);
        }

        boolean isOfPrimeOrder() {
            return !isNeutral() && times(ORDER).isNeutral();
        }

        private boolean isNeutral() {
            return x.signum() == 0 && y.equals(z);
        }

        private Point times(BigInteger factor) {
            Point sum = NEUTRAL;
            for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
                sum = sum.plus(sum);
                sum = factor.testBit(bit) ? sum.plus(this) : sum;
            }
            return sum;
        }

        private Point plus(Point other) {
            BigInteger a = z.multiply(other.z).mod(P);
            BigInteger b = a.multiply(a).mod(P);
            BigInteger c = x.multiply(other.x).mod(P);
            BigInteger d = y.multiply(other.y).mod(P);
            BigInteger e = D.multiply(c).multiply(d).mod(P);
            BigInteger f = b.subtract(e);
            BigInteger g = b.add(e);
            BigInteger cross = x.add(y)
                    .multiply(other.x.add(other.y))
                    .subtract(c)
                    .subtract(d)
                    .mod(P);
            return new Point(
                    a.multiply(f).mod(P).multiply(cross).mod(P),
                    a.multiply(g).mod(P).multiply(d.add(c)).mod(P),
                    f.multiply(g).mod(P));
        }
    }

    // ---- hashes and statements --------------------------------------------------------------------------------------

    /** What is signed and hashed: a kind, a zero byte, canonical JSON. */
    static byte[] statement(String kind, Object tree) {
        return utf8("countersign/" + kind + "/v1\0" + canon(tree));
    }

    static byte[] sha256(byte[]... parts) {
        return digest("SHA-256", parts);
    }

    static byte[] digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm, impossible);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String toHex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static String toBase64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    // ---- shapes -----------------------------------------------------------------------------------------------------

    /** An object with exactly these fields. */
    static Map<String, Object> fields(Object tree, String... names) {
        Map<String, Object> map = object(tree);
        require(map.keySet().equals(Set.of(names)), "an object of " + Set.of(names));
        return map;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object tree) {
        require(tree instanceof Map, "an object");
        return (Map<String, Object>) tree;
    }

    static List<?> list(Object tree) {
        require(tree instanceof List, "a list");
        return (List<?>) tree;
    }

    static List<?> tuple(Object tree, int size) {
        require(list(tree).size() == size, "a list of " + size);
        return list(tree);
    }

    static String string(Object tree) {
        require(tree instanceof String, "a string");
        return (String) tree;
    }

    static long number(Object tree) {
        require(tree instanceof Long, "a number");
        return (Long) tree;
    }

    static String hex(Object tree, int bytes) {
        require(string(tree).matches("[0-9a-f]{" + 2 * bytes + "}"), "%d bytes in hex".formatted(bytes));
        return string(tree);
    }

    static String name(Object tree, String what) {
        require(string(tree).matches("[a-z][a-z0-9-]{1,62}"), what);
        return string(tree);
    }

    /** Names in a list that ascends. */
    static Set<String> names(Object tree, String what) {
        Set<String> names = new LinkedHashSet<>();
        list(tree).forEach(each -> names.add(name(each, what)));
        return names;
    }

    static void ascending(Set<String> read, List<?> given) {
        require(List.copyOf(new TreeSet<>(read)).equals(given), "an ascending list");
    }

    /** Unpadded, canonical base64url of so many bytes, or of any number where that is negative. */
    static byte[] base64(Object tree, int length) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(string(tree));
        } catch (IllegalArgumentException none) {
            throw new Bad("base64url");
        }
        require(toBase64(bytes).equals(tree) && (length < 0 || bytes.length == length), "canonical base64url");
        return bytes;
    }

    // ---- JSON -------------------------------------------------------------------------------------------------------

    /** The tree of bytes that are canonical JSON. */
    static Object canonical(byte[] json) {
        Object tree = Json.read(json);
        require(Arrays.equals(utf8(canon(tree)), json), "canonical JSON");
        return tree;
    }

    /** Canonical JSON: no spaces, keys by code point, short escapes. */
    static String canon(Object tree) {
        StringBuilder out = new StringBuilder();
        Json.write(tree, out);
        return out.toString();
    }

    /** RFC 8259 with nothing that two readers could understand differently: integers of 64 bits, no key twice. */
    static final class Json {
        private static final int DEEPEST = 64;

        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }

        static Object read(byte[] bytes) {
            String text;
            try {
                text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException notUtf8) {
                throw new Bad("UTF-8");
            }
            Json json = new Json(text);
            Object tree = json.value(0);
            json.space();
            require(json.at == text.length(), "JSON that ends");
            return tree;
        }

        private Object value(int depth) {
            space();
            char next = peek();
            if (next == '{' || next == '[') {
                require(depth < DEEPEST, "JSON 64 deep at most");
                return next == '{' ? object(depth + 1) : array(depth + 1);
            }
            if (next == '"') {
                return string();
            }
            if (next == '-' || (next >= '0' && next <= '9')) {
                return number();
            }
            return word();
        }

        private Map<String, Object> object(int depth) {
            Map<String, Object> members = new LinkedHashMap<>();
            take('{');
            space();
            boolean more = peek() != '}';
            while (more) {
                space();
                String key = string();
                space();
                take(':');
                require(!members.containsKey(key), "each key once");
                members.put(key, value(depth));
                space();
                more = peek() == ',';
                at += more ? 1 : 0;
            }
            take('}');
            return members;
        }

        private List<Object> array(int depth) {
            List<Object> elements = new ArrayList<>();
            take('[');
            space();
            boolean more = peek() != ']';
            while (more) {
                elements.add(value(depth));
                space();
                more = peek() == ',';
                at += more ? 1 : 0;
            }
            take(']');
            return elements;
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            take('"');
            while (peek() != '"') {
                char next = text.charAt(at++);
                require(next >= 0x20, "no bare control character");
                out.append(next == '\\' ? escaped() : next);
            }
            take('"');
            String read = out.toString();
            boolean whole = read.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
            require(whole, "no half of a surrogate pair");
            return read;
        }

        private char escaped() {
            char next = peek();
            at++;
            int plain = "\"\\/bfnrt".indexOf(next);
            if (plain >= 0) {
                return "\"\\/\b\f\n\r\t".charAt(plain);
            }
            require(next == 'u' && at + 4 <= text.length(), "a known escape");
            String digits = text.substring(at, at + 4);
            require(digits.matches("[0-9a-fA-F]{4}"), "four hex digits");
            at += 4;
            return (char) Integer.parseInt(digits, 16);
        }

        private Long number() {
            int from = at;
            at += peek() == '-' ? 1 : 0;
            while (at < text.length() && "0123456789+-.eE".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            String digits = text.substring(from, at);
            require(digits.matches("-?(0|[1-9][0-9]{0,18})"), "an integer of 64 bits");
            BigInteger number = new BigInteger(digits);
            require(number.bitLength() < 64, "an integer of 64 bits");
            return number.longValue();
        }

        private Object word() {
            for (String word : List.of("true", "false", "null")) {
                if (text.startsWith(word, at)) {
                    at += word.length();
                    return word.equals("null") ? null : (Object) word.equals("true");
                }
            }
            throw new Bad("JSON");
        }

        private char peek() {
            require(at < text.length(), "JSON that does not end early");
            return text.charAt(at);
        }

        private void take(char expected) {
            require(peek() == expected, "JSON");
            at++;
        }

        private void space() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        static void write(Object tree, StringBuilder out) {
            if (tree instanceof Map<?, ?> map) {
                writeObject(map, out);
            } else if (tree instanceof List<?> list) {
                char separator = '[';
                for (Object each : list) {
                    write(each, out.append(separator));
                    separator = ',';
                }
                out.append(list.isEmpty() ? "[]" : "]");
            } else if (tree instanceof String string) {
                writeString(string, out);
            } else {
                out.append(tree);
            }
        }

        private static void writeObject(Map<?, ?> map, StringBuilder out) {
            TreeMap<String, Object> sorted = new TreeMap<>(Json::byCodePoint);
            map.forEach((key, value) -> sorted.put((String) key, value));
            char separator = '{';
            for (Map.Entry<String, Object> each : sorted.entrySet()) {
                writeString(each.getKey(), out.append(separator));
                write(each.getValue(), out.append(':'));
                separator = ',';
            }
            out.append(map.isEmpty() ? "{}" : "}");
        }

        private static int byCodePoint(String left, String right) {
            return Arrays.compare(
                    left.codePoints().toArray(), right.codePoints().toArray());
        }

        private static void writeString(String string, StringBuilder out) {
            out.append('"');
            for (char c : string.toCharArray()) {
                int plain = "\"\\\b\f\n\r\t".indexOf(c);
                if (plain >= 0) {
                    out.append('\\').append("\"\\bfnrt".charAt(plain));
                } else if (c < 0x20) {
                    out.append("\\u00%02X".formatted((int) c));
                } else {
                    out.append(c);
                }
            }
            out.append('"');
        }
    }

    // ---- what the codes say -----------------------------------------------------------------------------------------

    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("consortium", "the consortium file is malformed, or not every member signed it"),
            Map.entry("foreign", "the pack's consortium is not the one that you trust"),
            Map.entry("missing", "the lane's genesis is not there"),
            Map.entry("unreadable", "this is no canonical transaction whose id is the hash of what it holds"),
            Map.entry("unknown-lane", "the chain is none of the lanes that the consortium's annex names"),
            Map.entry("genesis", "the lane does not begin with the transaction that all founders signed"),
            Map.entry("broken-chain", "the transaction does not spend the lane's head"),
            Map.entry("shape", "the transaction does not hand on the whole lane from one input to one output"),
            Map.entry("fulfillment", "the signatures do not open what the lane was locked with"),
            Map.entry("seals", "the seals are not from organizations that satisfy the seal policy"),
            Map.entry("lock", "the transaction does not keep the lane locked as the consortium agreed"),
            Map.entry("owners-before", "the transaction names other owners than those whose output it spends"),
            Map.entry("public-keys", "an output names other keys than those that it is locked with"),
            Map.entry("condition-uri", "an output names another condition than the one that it is locked with"),
            Map.entry("metadata", "the metadata holds no batch"),
            Map.entry("consortium-version", "the batch or change was made under another consortium document"),
            Map.entry("lane", "the card does not belong to this lane"),
            Map.entry("sequence", "the batch does not follow the last one of its lane"),
            Map.entry("parent", "the batch does not continue the lane's head"),
            Map.entry("limits", "the batch is empty or larger than the limits allow"),
            Map.entry("repeated", "the change is already committed"),
            Map.entry("policy", "the change names another policy than the section's"),
            Map.entry("parties", "the change names other parties than its card"),
            Map.entry("author", "the author may not write this section"),
            Map.entry("author-signature", "the author's signature does not verify"),
            Map.entry(
                    "answers",
                    "an answer does not verify, stands twice, or is from an organization that may not give it"),
            Map.entry("quorum", "the approvals do not satisfy the policy"),
            Map.entry("bases", "a base is not the current version of what the change touches"),
            Map.entry("requirements", "a change that this one requires is not committed before it"),
            Map.entry("card", "the card is not open"),
            Map.entry("section-keys", "the section has no keys yet"),
            Map.entry("proof-missing", "there is no proof that the ledger's nodes committed it"),
            Map.entry("proof-unreadable", "this is no canonical proof"),
            Map.entry(
                    "proof-transaction",
                    "the proof is of another transaction, or of one in a form that two could read differently"),
            Map.entry("proof-block", "there is no readable block of the height that the proof names"),
            Map.entry("proof-chain", "the block is of another chain than the one that the consortium agreed on"),
            Map.entry("proof-height", "the second header is not of the next height"),
            Map.entry("proof-link", "the second header does not name the first one as the block before it"),
            Map.entry(
                    "proof-validators",
                    "the block was made by other validators than those that the consortium agreed on"),
            Map.entry("proof-votes", "a validator's vote does not verify"),
            Map.entry("proof-power", "the votes are not of more than two thirds of the validators' power"),
            Map.entry("proof-data", "the block does not hold the transaction at this place"),
            Map.entry("proof-results", "the next block does not hold this result at this place"),
            Map.entry("proof-refused", "the ledger's nodes refused the transaction"),
            Map.entry("proof-surplus", "there is a proof of a transaction that is not there"),
            Map.entry("content-unreadable", "this is no canonical content of whole entries"),
            Map.entry("content-unknown", "no change of this card that stands has this id"),
            Map.entry("content-repeated", "the content of this change stands here twice"),
            Map.entry("commitment", "the content is not the one that the change commits to"));

    /** A code and its sentence. */
    static String says(String code) {
        return (code.equals("consortium-version") ? "consortium" : code) + ", " + SENTENCES.get(code);
    }
}
