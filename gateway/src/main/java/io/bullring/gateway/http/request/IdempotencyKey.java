package io.bullring.gateway.http.request;

import io.bullring.gateway.http.request.Violation.Place;

/** What a caller calls a request, in the header of that name, so that it is carried out once however often it is sent. */
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";

    /** Characters of the longest. */
    public static final int MAX_LENGTH = 64;

    private IdempotencyKey() {}

    /** @param header null: none. Returns it without the white space around it; empty: none, or a violation */
    public static String of(String header, Violations violations) {
        if (header == null) {
            return "";
        }
        String key = header.strip();
        if (!key.isEmpty() && key.length() <= MAX_LENGTH && isPrintable(key)) {
            return key;
        }
        violations.add(
                Place.HEADER,
                HEADER,
                "Input should be 1 to " + MAX_LENGTH + " printable ASCII characters without spaces",
                "value_error");
        return "";
    }

    static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
