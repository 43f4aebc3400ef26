package io.bullring.gateway.http.request;

import io.bullring.gateway.http.request.Violation.Place;
import io.bullring.protocol.Side;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The parameters behind the question mark, each by its exact name. One that is absent or empty has its default; one that is wrong, or
 * there more than once, adds a violation and has its default too. For one request.
 */
public final class QueryText {
    private static final Pattern COMMA = Pattern.compile(",", Pattern.LITERAL);
    private static final int MAX_INTEGER_LENGTH = 10;
    private static final int MAX_TIME_LENGTH = 40;
    private static final String TIME_FORM =
            "Input should be a time in ISO-8601, such as 2026-02-26T10:00:00Z or 2026-02-26T15:30:00+05:30; without an offset it is UTC";
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

    private final MultiMap parameters;
    private final Violations violations;

    public QueryText(MultiMap parameters, Violations violations) {
        this.parameters = parameters;
        this.violations = violations;
    }

    /** An integer within bounds, both inclusive. */
    public int integer(String name, int min, int orElse, int max) {
        String text = text(name);
        if (text == null) {
            return orElse;
        }
        boolean isInteger = text.length() <= MAX_INTEGER_LENGTH
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long value = isInteger ? Long.parseLong(text) : -1;
        if (value < min || value > max) {
            violations.add(Place.QUERY, name, "Input should be an integer from " + min + " to " + max, "int_range");
            return orElse;
        }
        return (int) value;
    }

    /** Yes or no, in the words of the clients that there are, one of which writes {@code True}; no when it is not said. */
    public boolean flag(String name) {
        String text = text(name);
        return switch (text == null ? "false" : text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> {
                violations.add(
                        Place.QUERY, name,
                        "Input should be 'true' or 'false', '1' or '0', 'yes' or 'no', 'on' or 'off'",
                        "bool_parsing");
                yield false;
            }
        };
    }

    /** {@code buy} or {@code sell}; null: none. */
    public Side side(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> {
                violations.add(Place.QUERY, name, "Input should be 'buy' or 'sell'", "literal_error");
                yield null;
            }
        };
    }

    /** One of these words, in just this spelling; null: none. */
    public String word(String name, List<String> words) {
        String text = text(name);
        if (text == null || words.contains(text)) {
            return text;
        }
        violations.add(
                Place.QUERY, name, "Input should be one of '" + String.join("', '", words) + "'", "literal_error");
        return null;
    }

    /** In upper case; null: none. */
    public String symbol(String name) {
        String text = text(name);
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    /** Symbols between commas, in upper case; empty: none is named. */
    public List<String> symbols(String name) {
        return words(name).stream().map(symbol -> symbol.toUpperCase(Locale.ROOT)).toList();
    }

    /** Words between commas, without the white space around them; empty: none. */
    public List<String> words(String name) {
        String text = text(name);
        return text == null
                ? List.of()
                : COMMA.splitAsStream(text).map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    /** ISO-8601 as nanoseconds since 1970; without an offset it is UTC. A date alone is no time. */
    public long timeNs(String name, long orElse) {
        String text = text(name);
        if (text == null) {
            return orElse;
        }
        try {
            return nanos(instant(text));
        } catch (DateTimeException e) {
            violations.add(Place.QUERY, name, TIME_FORM, "datetime_parsing");
            return orElse;
        }
    }

    /** A UUID; null: none. */
    public UUID id(String name) {
        String text = text(name);
        return text == null ? null : IdText.parse(Place.QUERY, name, text, violations);
    }

    /** What a client calls an order; null: none. */
    public String clientOrderId(String name) {
        String text = text(name, IdempotencyKey.MAX_LENGTH);
        if (text == null || IdempotencyKey.isPrintable(text)) {
            return text;
        }
        refuse(name, "Input should be printable ASCII without spaces");
        return null;
    }

    /** Refuses a parameter for what is not known here. */
    public void refuse(String name, String message) {
        violations.add(Place.QUERY, name, message, "value_error");
    }

    /** Refuses all other parameters, and this one if it is empty: where less said is more done, nobody shall do more than was meant. */
    public void requireOnly(String name) {
        for (Map.Entry<String, String> parameter : parameters) {
            if (!parameter.getKey().equals(name)) {
                refuse(parameter.getKey(), "There is no such parameter");
            } else if (parameter.getValue().isBlank()) {
                refuse(name, "Input should not be empty");
            }
        }
    }

    /** Without the white space around it; null: none. */
    public String text(String name) {
        String text = null;
        for (Map.Entry<String, String> parameter : parameters) {
            if (parameter.getKey().equals(name)) {
                if (text != null) {
                    refuse(name, "The parameter should be there once");
                    return null;
                }
                text = parameter.getValue();
            }
        }
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Without the white space around it, at most max characters; null: none. */
    public String text(String name, int max) {
        String text = text(name);
        if (text != null && text.codePointCount(0, text.length()) > max) {
            violations.add(
                    Place.QUERY, name, "String should have at most " + max + " characters", "string_too_long");
            return null;
        }
        return text;
    }

    private static Instant instant(String text) {
        if (text.length() > MAX_TIME_LENGTH || text.charAt(0) == '-') {
            throw new DateTimeException("too long for a time, or before the year 0");
        }
        TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, Instant::from, LocalDateTime::from);
        return time instanceof Instant instant ? instant : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    }

    /** Times beyond what nanoseconds can count are before or after everything that ever happened here. */
    private static long nanos(Instant time) {
        long seconds = Math.clamp(time.getEpochSecond(), -MAX_SECONDS, MAX_SECONDS);
        return seconds * NANOS_PER_SECOND + time.getNano();
    }
}
