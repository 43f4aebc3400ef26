package io.bullring.journal.cli;

/** Words and fields in one line, a blank between them; null numbers and empty texts are left out. */
final class FieldLine {
    private final StringBuilder line = new StringBuilder(160);

    FieldLine word(String word) {
        if (!line.isEmpty()) {
            line.append(' ');
        }
        line.append(word);
        return this;
    }

    FieldLine count(String name, long value) {
        return word(name + "=" + value);
    }

    FieldLine e8(String name, long valueE8) {
        return valueE8 == Notation.NULL_LONG ? this : word(name + "=" + Notation.e8(valueE8));
    }

    FieldLine digest(String name, byte[] digest) {
        return word(name + "=" + Notation.digest(digest));
    }

    FieldLine text(String name, String text) {
        return text.isEmpty() ? this : word(name + "=" + Notation.quoted(text));
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
