package io.bullring.core.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One event in words, from the general to the particular, such as {@code OrderFilled #12 fill 7 agent 3 ... fee 0.6}. The
 * words come in parts that belong together ({@code fee 0.6}), so that some of them can be asked for.
 */
public final class EventLine {
    private final List<String> parts = new ArrayList<>();

    EventLine(String event) {
        parts.add(event);
    }

    EventLine with(String part) {
        parts.add(part);
        return this;
    }

    EventLine with(String label, Object value) {
        return with(label + " " + value);
    }

    /** What happened, then each thing that is said of it. */
    public List<String> parts() {
        return List.copyOf(parts);
    }

    /** Whether these words are parts of this line, whole and in its order; others may stand between them. */
    public boolean says(String words) {
        String rest = words.strip();
        for (String part : parts) {
            if (rest.equals(part)) {
                return true;
            }
            if (rest.startsWith(part + " ")) {
                rest = rest.substring(part.length() + 1);
            }
        }
        return false;
    }

    /** The number behind this label. */
    public long number(String label) {
        return parts.stream()
                .filter(part -> part.startsWith(label + " "))
                .mapToLong(part -> Long.parseLong(part.substring(label.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + label + " in " + this));
    }

    @Override
    public String toString() {
        return String.join(" ", parts);
    }
}
