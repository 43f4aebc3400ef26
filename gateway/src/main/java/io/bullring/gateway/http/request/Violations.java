package io.bullring.gateway.http.request;

import io.bullring.gateway.http.request.Violation.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a request: in the order of its fields, none when all is well. One method a rule, so that a rule
 * reads the same for every field. For one thread and one request.
 */
public final class Violations {
    /** Field of what concerns a body as a whole. */
    public static final String WHOLE = "body";

    private final List<Violation> found = new ArrayList<>();

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Violation> found() {
        return List.copyOf(found);
    }

    public void add(Place place, String field, String message, String type) {
        found.add(new Violation(place, field, message, type));
    }

    public void notUtf8(String field) {
        add(Place.BODY, field, "JSON should be encoded in UTF-8", "json_invalid");
    }

    /** Without a parser's own words: they quote the body, which may hold a secret. */
    void malformed(String field) {
        add(Place.BODY, field, "JSON decode error", "json_invalid");
    }

    public void missing(String field) {
        add(Place.BODY, field, "Field required", "missing");
    }

    public void notNull(String field) {
        add(Place.BODY, field, "Input should not be null", "null_forbidden");
    }

    public void notText(String field) {
        add(Place.BODY, field, "Input should be a string", "string_type");
    }

    public void tooShort(String field) {
        add(Place.BODY, field, "String should have at least 1 character", "string_too_short");
    }

    public void tooLong(String field, int max) {
        add(Place.BODY, field, "String should have at most " + max + " characters", "string_too_long");
    }

    /** Whether a text has no control character and ends no line, so that it can stand among others. */
    static boolean isOneLine(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
    }

    public void notOneLine(Place place, String field) {
        add(place, field, "String should be on one line, without control characters", "value_error");
    }

    public void notDecimal(String field) {
        add(Place.BODY, field, "Input should be a decimal number, as a string or a number", "decimal_parsing");
    }

    public void notInteger(String field) {
        add(Place.BODY, field, "Input should be an integer", "int_parsing");
    }

    public void notPositive(String field) {
        add(Place.BODY, field, "Input should be greater than 0", "greater_than");
    }

    public void doesNotFit(String field) {
        add(Place.BODY, field, "Input does not fit 64 bits at 8 fractional digits", "decimal_whole_digits");
    }

    public void outOfRange(String field, String range) {
        add(Place.BODY, field, "Input should be " + range, "value_error");
    }

    public void notOneOf(String field, String allowed) {
        add(Place.BODY, field, "Input should be " + allowed, "literal_error");
    }

    public void invalid(String field, String message) {
        add(Place.BODY, field, message, "value_error");
    }
}
