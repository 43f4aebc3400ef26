package io.bullring.journal.evidence;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link of the chain as it is handed out: a witness when somebody else keeps it. Immutable; its text is made once, as
 * every answer of the venue carries it.
 */
public final class ChainHead {
    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,17}):([0-9a-fA-F]{64})");

    private final long sequence;
    private final String hash;
    private final String text;

    private ChainHead(long sequence, String hash) {
        this.sequence = sequence;
        this.hash = hash;
        text = sequence + ":" + hash;
    }

    static ChainHead of(long sequence, byte[] hash) {
        return new ChainHead(sequence, HexFormat.of().formatHex(hash));
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static ChainHead parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no head of a chain, such as 256:c0ffee… with 64 hexadecimal digits");
        }
        return new ChainHead(Long.parseLong(matcher.group(1)), matcher.group(2).toLowerCase(Locale.ROOT));
    }

    /** Last command that the link covers; 0 before the first link. */
    public long sequence() {
        return sequence;
    }

    /** 64 lower-case hexadecimal digits. */
    public String hash() {
        return hash;
    }

    /** {@code sequence:hash}. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainHead head && head.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
