package health.countersign.ledger.tendermint;

import health.countersign.domain.Bytes;
import health.countersign.domain.Digest;
import health.countersign.domain.LedgerChain;
import health.countersign.domain.LedgerChain.Validator;
import health.countersign.domain.PublicKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** From what Tendermint's RPC says (0.31.5, rpc/core) to what stands in a proof: numbers are texts there. */
final class RpcAnswers {
    private static final int ADDRESS = 20;

    private RpcAnswers() {}

    /** The {@code result} of an answer. */
    static Map<?, ?> result(Object answer) {
        return (Map<?, ?>) ((Map<?, ?>) answer).get("result");
    }

    static Map<?, ?> at(Map<?, ?> map, String... path) {
        Map<?, ?> found = map;
        for (String name : path) {
            found = (Map<?, ?>) found.get(name);
        }
        return found;
    }

    /** {@code /commit} of a height and of the next one. */
    static BlockProof block(Map<?, ?> commit, Map<?, ?> next) {
        return new BlockProof(
                BlockHeader.of(header(at(commit, "signed_header", "header"))),
                BlockHeader.of(header(at(next, "signed_header", "header"))),
                Commit.of(votes(at(next, "signed_header", "commit"))));
    }

    private static Map<String, Object> header(Map<?, ?> told) {
        Map<String, Object> header = new LinkedHashMap<>();
        told.forEach((name, value) -> header.put((String) name, value(value)));
        for (String number : List.of("height", "num_txs", "total_txs")) {
            header.put(number, Long.valueOf((String) told.get(number)));
        }
        header.put("chain_id", told.get("chain_id"));
        Map<?, ?> version = at(told, "version");
        header.put("version", List.of(number(version, "block"), number(version, "app")));
        header.put("time", time((String) told.get("time")));
        Map<?, ?> last = at(told, "last_block_id");
        Map<?, ?> parts = at(last, "parts");
        header.put("last_block_id", List.of(value(last.get("hash")), number(parts, "total"), value(parts.get("hash"))));
        return header;
    }

    private static Object value(Object told) {
        return told instanceof String text ? text.toLowerCase(Locale.ROOT) : told;
    }

    private static long number(Map<?, ?> map, String name) {
        return Long.parseLong((String) map.get(name));
    }

    private static List<Object> time(String told) {
        Instant time = Instant.parse(told);
        return List.of(time.getEpochSecond(), (long) time.getNano());
    }

    private static Map<String, Object> votes(Map<?, ?> commit) {
        Map<?, ?> block = at(commit, "block_id");
        List<Object> votes = new ArrayList<>();
        long round = 0;
        for (Object each : (List<?>) commit.get("precommits")) {
            Map<?, ?> vote = (Map<?, ?>) each;
            boolean counts = vote != null && block.equals(vote.get("block_id"));
            votes.add(counts ? vote(vote) : null);
            round = counts ? number(vote, "round") : round;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(
                "parts",
                List.of(
                        number(at(block, "parts"), "total"),
                        value(at(block, "parts").get("hash"))));
        tree.put("round", round);
        tree.put("votes", votes);
        return tree;
    }

    private static List<Object> vote(Map<?, ?> vote) {
        byte[] signature = Base64.getDecoder().decode((String) vote.get("signature"));
        return List.of(time((String) vote.get("timestamp")), Bytes.of(signature).base64());
    }

    /** The raw transactions of {@code /block}. */
    static List<String> transactions(Map<?, ?> block) {
        List<?> told = (List<?>) at(block, "block", "data").get("txs");
        return told == null
                ? List.of()
                : told.stream()
                        .map(raw -> new String(Base64.getDecoder().decode((String) raw), StandardCharsets.UTF_8))
                        .toList();
    }

    /** What {@code /block_results} says to each transaction; what is left out there is zero or empty. */
    static List<TransactionProof.Result> results(Map<?, ?> results) {
        List<TransactionProof.Result> read = new ArrayList<>();
        Object told = at(results, "results").get("DeliverTx");
        for (Object each : told == null ? List.of() : (List<?>) told) {
            Map<?, ?> result = each == null ? Map.of() : (Map<?, ?>) each;
            long code = result.get("code") == null
                    ? 0
                    : Long.parseLong(result.get("code").toString());
            String data = result.get("data") == null ? "" : (String) result.get("data");
            read.add(new TransactionProof.Result(
                    code, Bytes.of(Base64.getDecoder().decode(data))));
        }
        return read;
    }

    /** Chain and validators of a genesis file; the validators in the order of blocks, by address. */
    static LedgerChain chain(Map<?, ?> genesis) {
        List<Validator> validators = new ArrayList<>();
        for (Object each : (List<?>) genesis.get("validators")) {
            Map<?, ?> validator = (Map<?, ?>) each;
            byte[] key =
                    Base64.getDecoder().decode((String) at(validator, "pub_key").get("value"));
            validators.add(new Validator(PublicKey.of(key), number(validator, "power")));
        }
        validators.sort(Comparator.comparing(RpcAnswers::address, Arrays::compareUnsigned));
        return new LedgerChain((String) genesis.get("chain_id"), validators);
    }

    /** The first 20 bytes of the key's SHA-256. */
    private static byte[] address(Validator validator) {
        return Arrays.copyOf(Digest.of(validator.key().bytes()).bytes(), ADDRESS);
    }
}
