package health.countersign.member.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * From when to when something may have been: a FHIR date, dateTime, instant or Period (R4, 2.24.0). A date without a
 * time reaches over all time zones; an open end is {@link Instant#MAX}.
 */
public record Span(Instant earliest, Instant latest) {
    private static final Duration ZONES = Duration.ofHours(14);
    private static final int YEAR = 4;
    private static final int MONTH = 7;
    private static final int DAY = 10;

    /** The span of a FHIR value; empty if it cannot be read or says nothing. */
    static Optional<Span> of(JsonNode value) {
        if (value.isTextual()) {
            return moment(value.textValue());
        }
        Optional<Span> start = moment(value.path("start").asText(""));
        Optional<Span> end = moment(value.path("end").asText(""));
        if (start.isEmpty() && end.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Span(
                start.map(Span::earliest).orElse(Instant.MIN),
                end.map(Span::latest).orElse(Instant.MAX)));
    }

    /** The span of {@link EntryIndex#period()}: {@code start/end}; empty if it says nothing that can be read. */
    public static Optional<Span> ofIndex(String period) {
        Optional<Span> start = beginningOfIndex(period);
        Optional<Span> end = moment(period.substring(period.lastIndexOf('/') + 1));
        return start.map(from -> new Span(from.earliest(), end.orElse(from).latest()));
    }

    /** When what {@link EntryIndex#period()} tells of began; empty if it does not say or cannot be read. */
    public static Optional<Span> beginningOfIndex(String period) {
        return moment(period.substring(0, Math.max(0, period.lastIndexOf('/'))));
    }

    /** When something began. */
    static Optional<Span> beginning(JsonNode value) {
        return value.isTextual()
                ? moment(value.textValue())
                : moment(value.path("start").asText(""));
    }

    /** How far this lies from the other; zero if they meet. */
    public Duration distance(Span other) {
        if (latest.isBefore(other.earliest)) {
            return Duration.between(latest, other.earliest);
        }
        return other.latest.isBefore(earliest) ? Duration.between(other.latest, earliest) : Duration.ZERO;
    }

    private static Optional<Span> moment(String text) {
        try {
            return switch (text.length()) {
                case 0 -> Optional.empty();
                case YEAR ->
                    Optional.of(days(
                            Year.parse(text).atDay(1),
                            Year.parse(text).plusYears(1).atDay(1)));
                case MONTH ->
                    Optional.of(days(
                            YearMonth.parse(text).atDay(1),
                            YearMonth.parse(text).plusMonths(1).atDay(1)));
                case DAY ->
                    Optional.of(
                            days(LocalDate.parse(text), LocalDate.parse(text).plusDays(1)));
                default -> {
                    Instant instant = OffsetDateTime.parse(text).toInstant();
                    yield Optional.of(new Span(instant, instant));
                }
            };
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Span days(LocalDate from, LocalDate until) {
        return new Span(
                from.atStartOfDay().toInstant(ZoneOffset.UTC).minus(ZONES),
                until.atStartOfDay().toInstant(ZoneOffset.UTC).plus(ZONES));
    }
}
