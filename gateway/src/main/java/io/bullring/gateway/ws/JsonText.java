package io.bullring.gateway.ws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.gateway.http.answer.JsonRendering;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** One JSON value as the text of a frame; made once, whoever it goes to. Any thread. */
final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder().build();
    private static final int USUAL_LENGTH = 512;

    private JsonText() {}

    static String of(JsonRendering rendering) {
        StringWriter text = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            rendering.renderTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException("rendering of a message", e);
        }
        return text.toString();
    }
}
