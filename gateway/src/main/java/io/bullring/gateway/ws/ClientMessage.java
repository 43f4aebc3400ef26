package io.bullring.gateway.ws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.bullring.gateway.http.request.BoundedJson;
import java.io.IOException;

/**
 * What a client said: the texts of its message that mean something here. One that is missing, or is no text, is null;
 * others are passed over. Immutable.
 */
record ClientMessage(String action, String type, String channel, String symbol, String interval) {
    private static final int MAX_DEPTH = 32;
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    /** Null when the text is not exactly one JSON object, or half of a character is in what it says. */
    static ClientMessage parseOrNull(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            return json.nextToken() == JsonToken.START_OBJECT ? members(json) : null;
        } catch (IOException e) {
            return null; // which is what whoever sent it is told
        }
    }

    /** Whether it does no more than answer a ping, in either of the two ways that clients have. */
    boolean isPong() {
        return action == null ? "pong".equals(type) : action.equals("pong");
    }

    private static ClientMessage members(JsonParser json) throws IOException {
        String action = null;
        String type = null;
        String channel = null;
        String symbol = null;
        String interval = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            String value = json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : null;
            json.skipChildren();
            if (value != null && !BoundedJson.isWhole(value)) {
                return null;
            }
            switch (name) {
                case "action" -> action = value;
                case "type" -> type = value;
                case "channel" -> channel = value;
                case "symbol" -> symbol = value;
                case "interval" -> interval = value;
                default -> {}
            }
        }
        return json.nextToken() == null ? new ClientMessage(action, type, channel, symbol, interval) : null;
    }
}
