package health.countersign.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import health.countersign.json.MalformedJsonException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(1_000_000);

    @Test
    void everyKindOfValueHasOneType() {
        Object tree =
                read("{\"s\":\"é😀\\u0000\",\"n\":-9223372036854775808,\"t\":true,\"z\":null,\"a\":[1,[]],\"o\":{}}");

        assertThat(tree).isInstanceOf(Map.class);
        Map<?, ?> map = (Map<?, ?>) tree;
        assertThat(map.get("s")).isEqualTo("é😀\0");
        assertThat(map.get("n")).isEqualTo(Long.MIN_VALUE);
        assertThat(map.get("t")).isEqualTo(true);
        assertThat(map.containsKey("z")).isTrue();
        assertThat(map.get("a")).isEqualTo(List.of(1L, List.of()));
        assertThat(map.get("o")).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9223372036854775807", "-9223372036854775808"})
    void integersOf64BitsAreTaken(String number) {
        assertThat(read(number)).isEqualTo(Long.valueOf(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "0.1",
                "1e3",
                "1E-7",
                "-0.0",
                "9223372036854775808",
                "-9223372036854775809",
                "100000000000000000000000000000000000000000"
            })
    void otherNumbersAreRefused(String number) {
        assertThat(refusal(number)).isEqualTo(Reason.NOT_AN_INT64);
    }

    @Test
    void aNumberOfAMillionDigitsIsRefused() {
        assertThat(refusal("9".repeat(900_000))).isEqualTo(Reason.NOT_AN_INT64);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"a\":1} | DUPLICATE_KEY",
                "{\"a\":1,\"\\u0061\":2} | DUPLICATE_KEY",
                "[{\"a\":null,\"b\":0,\"a\":null}] | DUPLICATE_KEY",
                "\"\\ud800\" | LONE_SURROGATE",
                "\"\\udc00\\ud800\" | LONE_SURROGATE",
                "{\"\\udfff\":1} | SYNTAX",
                "{} {} | TRAILING",
                "[] x | TRAILING",
                "1 , | TRAILING",
                "NaN | SYNTAX",
                "Infinity | SYNTAX",
                "-Infinity | SYNTAX",
                "{'a':1} | SYNTAX",
                "{a:1} | SYNTAX",
                "[1,] | SYNTAX",
                "{\"a\":1,} | SYNTAX",
                "[1 2] | SYNTAX",
                "01 | SYNTAX",
                "+1 | SYNTAX",
                ".5 | SYNTAX",
                "/* */ 1 | SYNTAX",
                "# 1 | SYNTAX",
                "\"\t\" | SYNTAX",
                "\"\\x\" | SYNTAX",
                "nul | SYNTAX",
                "[ | SYNTAX",
                "{\"a\" | SYNTAX",
                "\uFEFF{} | SYNTAX"
            })
    void whatReadersUnderstandDifferentlyIsRefused(String json, Reason reason) {
        assertThat(refusal(json)).isEqualTo(reason);
    }

    @Test
    void nothingIsNoDocument() {
        assertThat(refusal("")).isEqualTo(Reason.SYNTAX);
        assertThat(refusal("  \n")).isEqualTo(Reason.SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22c08022", "22eda08022", "22f4908080" + "22", "22ff22", "22c3", "22f0808080" + "22"})
    void bytesThatAreNotUtf8AreRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        MalformedJsonException refused =
                catchThrowableOfType(MalformedJsonException.class, () -> StrictJson.read(bytes, LIMITS));

        assertThat(refused.reason()).isEqualTo(Reason.NOT_UTF8);
    }

    @Test
    void depthIsLimited() {
        assertThat(read("[".repeat(64) + "]".repeat(64))).isNotNull();
        assertThat(refusal("[".repeat(65) + "]".repeat(65))).isEqualTo(Reason.TOO_DEEP);
        assertThat(refusal("[".repeat(100_000))).isEqualTo(Reason.TOO_DEEP);
        assertThat(refusal("{\"a\":".repeat(65) + "1" + "}".repeat(65))).isEqualTo(Reason.TOO_DEEP);
    }

    @Test
    void lengthIsLimitedBeforeAnythingIsRead() {
        byte[] tooLong = new byte[LIMITS.bytes() + 1];
        Arrays.fill(tooLong, (byte) ' ');

        MalformedJsonException refused =
                catchThrowableOfType(MalformedJsonException.class, () -> StrictJson.read(tooLong, LIMITS));

        assertThat(refused.reason()).isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void aRefusalSaysWhereAndNeverWhat() {
        String json = "{\"name\":\"Mustermann\", \"x\": Geheim}";

        MalformedJsonException refused = catchThrowableOfType(MalformedJsonException.class, () -> read(json));

        assertThat(refused).hasNoCause();
        assertThat(refused.getMessage()).doesNotContain("Mustermann", "Geheim", "name");
        assertThat(refused.offset()).isBetween(20L, 35L);
    }

    @Test
    void theTreeCannotBeChanged() {
        Map<?, ?> tree = (Map<?, ?>) read("{\"a\":[]}");

        assertThat(catchThrowableOfType(UnsupportedOperationException.class, tree::clear))
                .isNotNull();
        assertThat(catchThrowableOfType(UnsupportedOperationException.class, () -> ((List<?>) tree.get("a")).remove(0)))
                .isNotNull();
    }

    private static Object read(String json) {
        return StrictJson.read(json.getBytes(StandardCharsets.UTF_8), LIMITS);
    }

    private static Reason refusal(String json) {
        return catchThrowableOfType(MalformedJsonException.class, () -> read(json))
                .reason();
    }
}
