package health.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void keysAreSortedByCodePointNotByUtf16() {
        String privateUse = "\uE000";
        String emoji = "\uD83D\uDE00";

        assertThat(CanonicalJson.text(Map.of(emoji, 1L, privateUse, 2L, "a", 3L)))
                .isEqualTo("{\"a\":3,\"" + privateUse + "\":2,\"" + emoji + "\":1}");
    }

    @Test
    void onlyWhatMustBeEscapedIsEscaped() {
        assertThat(CanonicalJson.text("\"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028é"))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001F\u007f\u2028é\"");
    }

    @Test
    void emptyAndNestedValuesHaveOneForm() {
        assertThat(CanonicalJson.text(List.of())).isEqualTo("[]");
        assertThat(CanonicalJson.text(Map.of("b", List.of(Map.of(), true), "a", -1L)))
                .isEqualTo("{\"a\":-1,\"b\":[{},true]}");
    }

    @Test
    void whatHasNoPlaceOnTheLedgerIsRefused() {
        Stream.of(1.5, new Object(), "lone \uD800", "\uDC00 low first")
                .forEach(value -> assertThatThrownBy(() -> CanonicalJson.bytes(value))
                        .isInstanceOf(IllegalArgumentException.class));
    }
}
