package io.bullring.core.model;

import io.bullring.protocol.MessageHeaderDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of all messages by their template ids, as the schema's text has them: a list that a new message cannot be missing from. */
public final class ProtocolMessages {
    private static final int FIRST_EVENT = 101;
    private static final int BEHIND_EVENTS = 200;
    private static final Pattern MESSAGE = Pattern.compile("<sbe:message name=\"(\\w+)\" id=\"(\\d+)\"");

    private ProtocolMessages() {}

    public static SortedMap<Integer, String> commands() {
        return all().headMap(FIRST_EVENT);
    }

    public static SortedMap<Integer, String> events() {
        return all().subMap(FIRST_EVENT, BEHIND_EVENTS);
    }

    private static TreeMap<Integer, String> all() {
        TreeMap<Integer, String> names = new TreeMap<>();
        try (InputStream schema = MessageHeaderDecoder.class.getResourceAsStream("/trading-protocol.xml")) {
            Matcher message = MESSAGE.matcher(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
            while (message.find()) {
                names.put(Integer.valueOf(message.group(2)), message.group(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the schema cannot be read", e);
        }
        return names;
    }
}
