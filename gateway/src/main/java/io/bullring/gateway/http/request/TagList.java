package io.bullring.gateway.http.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The tags of an agent: a list of short strings. The engine keeps them one a line, so a tag is one. */
final class TagList {
    /** Most tags of one agent. */
    static final int MAX_TAGS = 20;

    /** Longest tag, in characters. */
    static final int MAX_LENGTH = 50;

    private TagList() {}

    /** Reads the array of a body that has been parsed before; adds a violation, and answers nothing, for a bad tag. */
    static List<String> read(byte[] json, JsonMember array, Violations violations) {
        List<String> tags = new ArrayList<>();
        try (JsonParser parser = BoundedJson.parser(json, array.offset(), array.length())) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (!isTag(parser)) {
                    violations.invalid(
                            array.path() + '.' + tags.size(),
                            "Input should be a string of 1 to " + MAX_LENGTH + " characters on one line");
                    return List.of();
                }
                tags.add(BoundedJson.text(parser));
            }
        } catch (IOException e) {
            violations.invalid(array.path(), "Input should be a list of strings");
            return List.of();
        }
        if (tags.size() > MAX_TAGS) {
            violations.invalid(array.path(), "List should have at most " + MAX_TAGS + " items");
        }
        return tags;
    }

    private static boolean isTag(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return false;
        }
        String tag = BoundedJson.text(parser);
        return !tag.isEmpty()
                && tag.codePointCount(0, tag.length()) <= MAX_LENGTH
                && Violations.isOneLine(tag);
    }
}
