package io.bullring.gateway.http.answer;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * Writes one JSON object of texts that are ours: names, words, ids, decimals, times and symbols, none of which has a character that JSON
 * would escape, and of what a client calls its order. It is for the answers that are given most often, and costs a third of a
 * {@link JsonRendering}, which is for all others and for whatever else a client has said. Reused from answer to answer; for one thread.
 */
final class PlainJson {
    private static final int USUAL_LENGTH = 1024;
    private static final String NULL = "null";

    /** Quotes, colon and comma of a member. */
    private static final int MARKS = 6;

    private byte[] bytes = new byte[USUAL_LENGTH];
    private int length;

    PlainJson begin() {
        length = 0;
        bytes[length++] = '{';
        return this;
    }

    /** A member that is a string. */
    PlainJson text(String name, String value) {
        name(name, value.length());
        bytes[length++] = '"';
        append(value);
        bytes[length++] = '"';
        bytes[length++] = ',';
        return this;
    }

    /** A member that a client has said, in ASCII, whatever it is; null when it is empty. */
    PlainJson said(String name, String value) {
        if (value.isEmpty()) {
            return none(name);
        }
        return text(name, value.chars().allMatch(PlainJson::isPlain) ? value : escaped(value));
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    }

    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (char c : value.toCharArray()) {
            if (isPlain(c)) {
                text.append(c);
            } else if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else {
                text.append(String.format("\\u%04x", (int) c));
            }
        }
        return text.toString();
    }

    /** A member that is null. */
    PlainJson none(String name) {
        name(name, NULL.length());
        append(NULL);
        bytes[length++] = ',';
        return this;
    }

    /** The object, which has at least one member. */
    Buffer end() {
        bytes[length - 1] = '}';
        return Buffer.buffer(length).appendBytes(bytes, 0, length);
    }

    private void name(String name, int valueLength) {
        int needed = length + name.length() + valueLength + MARKS;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        bytes[length++] = '"';
        append(name);
        bytes[length++] = '"';
        bytes[length++] = ':';
    }

    /** Deprecated for texts of more than one byte a character, which are not ours; the others it copies at once. */
    @SuppressWarnings("deprecation")
    private void append(String text) {
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }
}
