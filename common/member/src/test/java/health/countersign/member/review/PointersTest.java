package health.countersign.member.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointersTest {
    @ParameterizedTest
    @CsvSource({
        "/item/0/encounter/12, /item/0/encounter/12",
        "/_birthDate/extension/3, /_birthDate/extension/3",
        "/medicationCodeableConcept, /medicationCodeableConcept",
        "/extension/0/Anna-Smith/subject, /extension/0",
        "/Anna/subject, ''",
        "/born 1950-01-02/subject, ''",
        "/item/1234567890/encounter, /item",
        "/item//encounter, /item",
        "/item/x~1y, /item"
    })
    void aNameThatFhirCannotHaveIsCutOffWithAllThatFollows(String pointer, String presentable) {
        assertThat(Pointers.presentable(pointer)).isEqualTo(presentable);
    }

    @Test
    void aPointerIsAtMostSixteenNamesLong() {
        assertThat(Pointers.presentable("/item".repeat(20))).isEqualTo("/item".repeat(16));
    }
}
