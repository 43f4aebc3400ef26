package io.bullring.gateway.http.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.bullring.gateway.http.request.JsonMember.Kind;
import io.bullring.gateway.http.request.Violation.Place;
import java.io.IOException;
import java.util.Arrays;

/**
 * The members of one JSON object that somebody asked for, by name; all others are passed over. The object is read as a
 * stream, so nothing is built for what nobody asked for; what is plain is read without a parser. Of two members with one name the later counts. Reusable; for
 * one thread.
 */
final class JsonMembers {
    private final String path;
    private final JsonMember[] members;
    private final FlatObject flat = new FlatObject();

    /** Members of the body itself. */
    JsonMembers(String... names) {
        this("", names);
    }

    private JsonMembers(String path, String[] names) {
        this.path = path;
        members = Arrays.stream(names).map(name -> new JsonMember(path, name)).toArray(JsonMember[]::new);
    }

    /** Members of an object inside the body, which has this path. */
    static JsonMembers within(String path, String... names) {
        return new JsonMembers(path, names);
    }

    /** The member with this place among the names. */
    JsonMember at(int index) {
        return members[index];
    }

    /** Reads a body. False, and one violation, when the bytes are not exactly one JSON object in UTF-8. */
    boolean read(byte[] json, Violations violations) {
        return read(json, 0, json.length, violations);
    }

    /** Reads an object that stands somewhere in a body. */
    boolean read(byte[] json, int offset, int length, Violations violations) {
        clear();
        if (length == 0) {
            violations.missing(whole());
            return false;
        }
        if (!BoundedJson.isUtf8(json, offset, length)) {
            violations.notUtf8(whole());
            return false;
        }
        return flat.read(json, offset, length, members) || parse(json, offset, length, violations);
    }

    /** Reads an object, whatever it is. */
    boolean parse(byte[] json, int offset, int length, Violations violations) {
        clear();
        try (JsonParser parser = BoundedJson.parser(json, offset, length)) {
            return readObject(parser, offset, violations);
        } catch (StreamConstraintsException e) {
            violations.add(Place.BODY, whole(), BoundedJson.BOUNDS, "json_invalid");
            return false;
        } catch (IOException e) {
            violations.malformed(whole());
            return false;
        }
    }

    private void clear() {
        for (JsonMember member : members) {
            member.clear();
        }
    }

    private boolean readObject(JsonParser parser, int base, Violations violations) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            violations.add(Place.BODY, whole(), "Input should be a JSON object", "object_type");
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            JsonMember member = named(parser.currentName());
            JsonToken value = parser.nextToken();
            if (member == null) {
                parser.skipChildren();
            } else {
                take(member, value, parser, base);
            }
        }
        if (parser.nextToken() != null) {
            violations.add(Place.BODY, whole(), "JSON decode error: more than one value", "json_invalid");
            return false;
        }
        return true;
    }

    private static void take(JsonMember member, JsonToken value, JsonParser parser, int base) throws IOException {
        switch (value) {
            case VALUE_NULL -> member.become(Kind.NULL, null);
            case VALUE_STRING -> member.become(Kind.TEXT, BoundedJson.text(parser));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> member.become(Kind.NUMBER, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> member.become(Kind.BOOLEAN, parser.getText());
            case START_OBJECT -> takeNested(member, Kind.OBJECT, parser, base);
            case START_ARRAY -> takeNested(member, Kind.ARRAY, parser, base);
            default -> throw new IllegalStateException("no JSON value starts with " + value);
        }
    }

    private static void takeNested(JsonMember member, Kind kind, JsonParser parser, int base) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        member.becomeNested(kind, base + start, end - start);
    }

    private JsonMember named(String name) {
        for (JsonMember member : members) {
            if (member.name().equals(name)) {
                return member;
            }
        }
        return null;
    }

    private String whole() {
        return path.isEmpty() ? Violations.WHOLE : path;
    }
}
