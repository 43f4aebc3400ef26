package io.bullring.gateway.http.request;

import io.bullring.core.e8.E8;
import io.bullring.gateway.http.request.Violation.Place;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One member of a JSON object that a request may carry: its kind and its text, and the rules that many fields share. A
 * rule that is broken adds a violation under the member's path and answers with null or false. Reused from body to
 * body; for one thread.
 */
final class JsonMember {
    /** What came under the member's name. */
    enum Kind {
        ABSENT,
        NULL,
        TEXT,
        NUMBER,
        BOOLEAN,
        OBJECT,
        ARRAY
    }

    private final String name;
    private final byte[] nameBytes;
    private final String path;
    private Kind kind = Kind.ABSENT;
    private String text;
    private int offset;
    private int length;

    JsonMember(String parent, String name) {
        this.name = name;
        this.nameBytes = name.getBytes(StandardCharsets.US_ASCII);
        this.path = parent.isEmpty() ? name : parent + '.' + name;
    }

    /** Name inside its object. */
    String name() {
        return name;
    }

    /** Whether these bytes are its name, from one index until before the other. */
    boolean hasName(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, nameBytes, 0, nameBytes.length);
    }

    /** Dotted path from the body, as a violation names it. */
    String path() {
        return path;
    }

    Kind kind() {
        return kind;
    }

    /** Whether there is a value; JSON null is none. */
    boolean isPresent() {
        return kind != Kind.ABSENT && kind != Kind.NULL;
    }

    /** Whether it was named with null. */
    boolean isNull() {
        return kind == Kind.NULL;
    }

    /** Whether the member was named at all, be it with null. */
    boolean isNamed() {
        return kind != Kind.ABSENT;
    }

    /** Text of a string without the white space around it, or of a number. */
    String text() {
        return text;
    }

    /** Where in the body an object or array begins, in bytes. */
    int offset() {
        return offset;
    }

    /** Bytes of an object or array. */
    int length() {
        return length;
    }

    /** A string of 1 to max characters that must be there; null, and a violation, when it is not. */
    String requiredText(int max, Violations violations) {
        return isThere(violations) ? boundedText(max, violations) : null;
    }

    /** A string of at most max characters, null when there is none or an empty one. */
    String optionalText(int max, Violations violations) {
        return isPresent() && !"".equals(text) ? boundedText(max, violations) : null;
    }

    /** A required text on one line. */
    String requiredLine(int max, Violations violations) {
        return line(requiredText(max, violations), violations);
    }

    /** An optional text on one line. */
    String optionalLine(int max, Violations violations) {
        return line(optionalText(max, violations), violations);
    }

    private String line(String textOrNull, Violations violations) {
        if (textOrNull == null || Violations.isOneLine(textOrNull)) {
            return textOrNull;
        }
        violations.notOneLine(Place.BODY, path);
        return null;
    }

    /** Reads a number that must be there into {@code decimal}; false, and a violation, when it is none. */
    boolean requiredDecimal(DecimalText decimal, Violations violations) {
        return isThere(violations) && decimal(decimal, violations);
    }

    /**
     * A number from 0 to a most that must be there, E8. Digits beyond the eighth are refused: nobody shall pay another fee than was said.
     *
     * @param range the same, for the violation
     */
    long requiredFraction(DecimalText decimal, long mostE8, String range, Violations violations) {
        if (!requiredDecimal(decimal, violations)) {
            return 0;
        }
        long valueE8 = decimal.truncatedE8();
        if (decimal.signum() < 0 || valueE8 == E8.OVERFLOW || valueE8 > mostE8) {
            violations.outOfRange(path, range);
        } else if (!decimal.isExact()) {
            violations.outOfRange(path, range + ", with 8 fractional digits at most");
        }
        return valueE8;
    }

    /** An integer from 1 to max that must be there; {@code orElse}, and a violation, when it is not. */
    int requiredCount(DecimalText decimal, int max, int orElse, Violations violations) {
        return isThere(violations) ? count(decimal, max, orElse, violations) : orElse;
    }

    /** An integer from 1 to max; {@code orElse}, and a violation, when it is none. */
    int count(DecimalText decimal, int max, int orElse, Violations violations) {
        if (!decimal(decimal, violations)) {
            return orElse;
        }
        long valueE8 = decimal.truncatedE8();
        if (!decimal.isExact() || (valueE8 != E8.OVERFLOW && valueE8 % E8.ONE != 0)) {
            violations.notInteger(path);
            return orElse;
        }
        if (valueE8 < E8.ONE || valueE8 / E8.ONE > max) {
            violations.outOfRange(path, "1 to " + max);
            return orElse;
        }
        return (int) (valueE8 / E8.ONE);
    }

    /** Reads a string or number into {@code decimal}; false, and a violation, when it is no number. */
    boolean decimal(DecimalText decimal, Violations violations) {
        boolean isText = kind == Kind.TEXT || kind == Kind.NUMBER;
        if (isText && text.length() > DecimalText.MAX_LENGTH) {
            violations.tooLong(path, DecimalText.MAX_LENGTH);
            return false;
        }
        boolean isNumber = isText && decimal.parse(text);
        if (!isNumber) {
            violations.notDecimal(path);
        }
        return isNumber;
    }

    private boolean isThere(Violations violations) {
        if (kind == Kind.ABSENT) {
            violations.missing(path);
        } else if (kind == Kind.NULL) {
            violations.notNull(path);
        }
        return isPresent();
    }

    private String boundedText(int max, Violations violations) {
        if (kind != Kind.TEXT) {
            violations.notText(path);
            return null;
        }
        if (text.isEmpty()) {
            violations.tooShort(path);
            return null;
        }
        if (text.codePointCount(0, text.length()) > max) {
            violations.tooLong(path, max);
            return null;
        }
        return text;
    }

    void clear() {
        kind = Kind.ABSENT;
        text = null;
        offset = 0;
        length = 0;
    }

    void become(Kind newKind, String newText) {
        kind = newKind;
        text = newText;
        offset = 0;
        length = 0;
    }

    void becomeNested(Kind newKind, int newOffset, int newLength) {
        kind = newKind;
        text = null;
        offset = newOffset;
        length = newLength;
    }
}
