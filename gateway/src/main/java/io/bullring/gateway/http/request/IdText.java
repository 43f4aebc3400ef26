package io.bullring.gateway.http.request;

import io.bullring.gateway.http.request.Violation.Place;
import java.util.UUID;

/** Ids as they stand in paths and headers: UUIDs of 36 characters. */
public final class IdText {
    private static final int LENGTH = 36;

    private IdText() {}

    /** The id, or null and a violation when the text is none. */
    public static UUID parse(Place place, String field, String text, Violations violations) {
        UUID id = parse(text.strip());
        if (id == null) {
            violations.add(place, field, "Input should be a valid UUID", "uuid_parsing");
        }
        return id;
    }

    private static UUID parse(String text) {
        if (text.length() != LENGTH) {
            return null;
        }
        try {
            UUID id = UUID.fromString(text);
            // The JDK also reads groups that are too short.
            return id.toString().equalsIgnoreCase(text) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
