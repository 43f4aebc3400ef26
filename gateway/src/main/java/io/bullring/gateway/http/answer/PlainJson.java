package io.bullring.gateway.http.answer;

import io.vertx.core.buffer.Buffer;

/**
 * Writes one JSON object of texts that are ours: names, words, ids, decimals, times and symbols, none of which has a character that JSON
 * would escape. It is for the answers that are given most often, and costs a third of a {@link JsonRendering}, which is for all others
 * and for whatever a client has said. Reused from answer to answer; for one thread.
 */
final class PlainJson {
    private static final int USUAL_LENGTH = 768;

    private final StringBuilder text = new StringBuilder(USUAL_LENGTH);

    PlainJson begin() {
        text.setLength(0);
        text.append('{');
        return this;
    }

    /** A member that is a string. */
    PlainJson text(String name, String value) {
        name(name);
        text.append('"').append(value).append("\",");
        return this;
    }

    /** A member that is null. */
    PlainJson none(String name) {
        name(name);
        text.append("null,");
        return this;
    }

    /** The object, which has at least one member. */
    Buffer end() {
        text.setCharAt(text.length() - 1, '}');
        return Buffer.buffer(text.toString());
    }

    private void name(String name) {
        text.append('"').append(name).append("\":");
    }
}
