package health.countersign.member.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.domain.Finding;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    private static final Pattern SENTENCE = Pattern.compile("[A-Z].*\\.");

    @Test
    void aSettingTurnsARefusalIntoARemark() {
        RuleSettings settings = RuleSettings.of(Map.of("severity.care-uncited", "remark"));
        RuleBook book = RuleBook.of(SharedRules.all(settings), settings);

        Verdict verdict = Scene.of(RealPatient.claim()).uncited().ask(book);

        assertThat(verdict.approves()).isTrue();
        assertThat(verdict.remarks()).extracting(Finding::code).contains("care-uncited");
    }

    @Test
    void aSeverityForAnUnknownRuleIsAnError() {
        RuleSettings settings = RuleSettings.of(Map.of("severity.no-such-rule", "refuse"));

        assertThatThrownBy(() -> RuleBook.of(SharedRules.all(settings), settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-such-rule");
    }

    @Test
    void allWrongSettingsAreNamedAtOnce() {
        Map<String, String> texts =
                Map.of("cents", "few", "within.Starship", "P1D", "color", "red", "encounter-slack", "P1D");

        assertThatThrownBy(() -> RuleSettings.of(texts))
                .hasMessageContaining("cents, color, within.Starship")
                .hasMessageNotContaining("encounter-slack");
    }

    @Test
    void thresholdsAreSettings() {
        RuleSettings settings =
                RuleSettings.of(Map.of("cents", "0.5", "encounter-slack", "PT1H", "within.Observation", "P9D"));

        assertThat(settings.cents()).isEqualTo(new BigDecimal("0.5"));
        assertThat(settings.encounterSlack()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.within("Observation")).contains(Duration.ofDays(9));
        assertThat(settings.within("Procedure")).contains(Duration.ofDays(2));
        assertThat(settings.within("Condition")).isEmpty();
    }

    @Test
    void theCatalogueSaysForEveryCodeWhatItMeans() {
        RuleBook book = RuleBook.of(SharedRules.all(RuleSettings.defaults()), RuleSettings.defaults());

        assertThat(book.catalogue()).containsKeys("entry-malformed", "billed-twice");
        assertThat(book.catalogue().values())
                .allMatch(sentence -> SENTENCE.matcher(sentence).matches());
        assertThat(book.catalogue().keySet())
                .allSatisfy(code -> assertThat(Finding.of(code).code()).isEqualTo(code));
    }

    @Test
    void aChangeWithoutShapeIsNotAskedFurther() {
        RuleBook book = RuleBook.of(SharedRules.all(RuleSettings.defaults()), RuleSettings.defaults());
        Scene scene = Scene.of(RealPatient.the("Observation", observation -> true))
                .set("/resourceType", "Basic")
                .set("/subject/reference", "urn:uuid:nobody");

        assertThat(scene.ask(book).refusals()).extracting(Finding::code).containsExactly("type-unsupported");
    }
}
