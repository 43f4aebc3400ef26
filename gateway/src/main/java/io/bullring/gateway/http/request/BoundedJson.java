package io.bullring.gateway.http.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;

/** JSON as we accept it: UTF-8, with bounds on depth, names and numbers. The size was bounded by whoever took it in. */
public final class BoundedJson {
    /** Deepest nesting of objects and arrays. */
    static final int MAX_DEPTH = 32;

    /** Longest name of a member, in characters. */
    static final int MAX_NAME_LENGTH = 256;

    /** What JSON beyond the bounds should be. */
    static final String BOUNDS =
            "JSON should have numbers of at most " + DecimalText.MAX_LENGTH + " and names of at most "
                    + MAX_NAME_LENGTH + " characters, nested at most " + MAX_DEPTH + " deep";

    private static final int BYTES_THAT_TELL_THE_ENCODING = 4;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxNumberLength(DecimalText.MAX_LENGTH)
                    .build())
            .build();

    private BoundedJson() {}

    static JsonParser parser(byte[] json, int offset, int length) throws IOException {
        return FACTORY.createParser(json, offset, length);
    }

    static JsonGenerator generator(Writer text) throws IOException {
        return FACTORY.createGenerator(text);
    }

    /** UTF-16 and UTF-32 betray themselves by a zero or a byte order mark; the parser would follow them. */
    static boolean isUtf8(byte[] json, int offset, int length) {
        for (int i = 0; i < Math.min(length, BYTES_THAT_TELL_THE_ENCODING); i++) {
            int unsigned = json[offset + i] & 0xFF;
            if (unsigned == 0 || unsigned >= 0xFE) {
                return false;
            }
        }
        return true;
    }

    /**
     * One value without the white space between its parts, to be kept and told. Whoever reads it shall read the same as we, so a name that
     * an object has twice, half of a character and a number that no double holds are malformed.
     */
    static String compact(byte[] json, int offset, int length) throws IOException {
        StringWriter text = new StringWriter(length);
        try (JsonParser parser = parser(json, offset, length); JsonGenerator generator = generator(text)) {
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            while (parser.nextToken() != null) {
                if (!parser.currentToken().isNumeric()) {
                    requireWhole(parser);
                } else if (Double.isInfinite(Double.parseDouble(parser.getText()))) {
                    throw new JsonParseException(parser, "a number that no double holds");
                }
                copy(parser, generator);
            }
        }
        return text.toString();
    }

    /** One token; a number as it was written, for no type of ours has room for every one. */
    static void copy(JsonParser parser, JsonGenerator generator) throws IOException {
        if (parser.currentToken().isNumeric()) {
            generator.writeNumber(parser.getText());
        } else {
            generator.copyCurrentEvent(parser);
        }
    }

    /** A string without the white space around it. */
    static String text(JsonParser parser) throws IOException {
        return requireWhole(parser).strip();
    }

    /** The token's text. An escape may name half of a character: that is malformed. */
    private static String requireWhole(JsonParser parser) throws IOException {
        String text = parser.getText();
        if (!isWhole(text)) {
            throw new JsonParseException(parser, "half of a surrogate pair");
        }
        return text;
    }

    /** Whether there is no half of a character in a text, which UTF-8 has no bytes for. */
    public static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
