package io.bullring.gateway.http.request;

import io.bullring.gateway.http.request.JsonMember.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the JSON object that nearly every request is: nothing nested, nothing escaped, printable ASCII, numbers without an exponent. Of
 * everything else it only says that it is not one, and whoever wants it has a parser read it, which for a body of a hundred bytes
 * costs several times as much. What it reads it reads as the parser does. Reusable; for one thread.
 */
final class FlatObject {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final int END = -1;

    private byte[] json;
    private int at;
    private int end;
    private int from;
    private int to;

    /** False: it is something else, and what the members say is not true. */
    boolean read(byte[] bytes, int offset, int length, JsonMember[] members) {
        json = bytes;
        at = offset;
        end = offset + length;
        return took('{') && (took('}') || pairs(members) && took('}')) && next() == END;
    }

    private boolean pairs(JsonMember[] members) {
        do {
            if (next() != '"' || !string() || to - from > BoundedJson.MAX_NAME_LENGTH) {
                return false;
            }
            JsonMember member = named(members);
            if (!took(':') || !value(member)) {
                return false;
            }
        } while (took(','));
        return true;
    }

    private JsonMember named(JsonMember[] members) {
        for (JsonMember member : members) {
            if (member.hasName(json, from, to)) {
                return member;
            }
        }
        return null;
    }

    private boolean value(JsonMember member) {
        return switch (next()) {
            case '"' -> string() && became(member, Kind.TEXT);
            case 't' -> word(TRUE) && became(member, Kind.BOOLEAN);
            case 'f' -> word(FALSE) && became(member, Kind.BOOLEAN);
            case 'n' -> word(NULL) && became(member, Kind.NULL);
            default -> number() && became(member, Kind.NUMBER);
        };
    }

    private boolean became(JsonMember member, Kind kind) {
        if (member != null) {
            member.become(kind, kind == Kind.NULL ? null : text(kind));
        }
        return true;
    }

    private String text(Kind kind) {
        String text = new String(json, from, to - from, StandardCharsets.ISO_8859_1);
        return kind == Kind.TEXT ? text.strip() : text;
    }

    /** From behind a quotation mark to the next. */
    private boolean string() {
        at++;
        from = at;
        while (at < end && json[at] >= ' ' && json[at] <= '~' && json[at] != '"' && json[at] != '\\') {
            at++;
        }
        to = at;
        return at < end && json[at++] == '"';
    }

    private boolean word(byte[] word) {
        from = at;
        to = at + word.length;
        at = to;
        return to <= end && Arrays.equals(json, from, to, word, 0, word.length) && isBehindValue();
    }

    /** What begins with a zero is zero or a fraction. */
    private boolean number() {
        from = at;
        if (at < end && json[at] == '-') {
            at++;
        }
        boolean isZero = at < end && json[at] == '0';
        int integerDigits = digits();
        boolean isNumber = integerDigits == 1 || integerDigits > 1 && !isZero;
        if (at < end && json[at] == '.') {
            at++;
            isNumber &= digits() > 0;
        }
        to = at;
        return isNumber && to - from <= DecimalText.MAX_LENGTH && isBehindValue();
    }

    private int digits() {
        int start = at;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at - start;
    }

    private boolean isBehindValue() {
        int behind = next();
        return behind == ',' || behind == '}';
    }

    private boolean took(char wanted) {
        boolean isThere = next() == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    /** The next character that is no white space, which stays. */
    private int next() {
        while (at < end && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
        return at < end ? Byte.toUnsignedInt(json[at]) : END;
    }
}
