package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What goes back over the wire.
 *
 * @param status of HTTP
 * @param contentType what the body is; null: there is none
 * @param body in UTF-8; empty when there is none
 * @param refusal what the body says, when the request is refused; otherwise null
 * @param headers beside those that all answers have, or in their place
 */
public record HttpAnswer(
        int status, CharSequence contentType, Buffer body, Refusal refusal, Map<CharSequence, CharSequence> headers) {
    /** Header of an answer that was given before. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence MARKDOWN = HttpHeaders.createOptimized("text/markdown; charset=utf-8");
    private static final CharSequence PROMETHEUS =
            HttpHeaders.createOptimized("text/plain; version=0.0.4; charset=utf-8");
    private static final Map<CharSequence, CharSequence> WAS_GIVEN_BEFORE =
            Map.of(HttpHeaders.createOptimized(REPLAYED), HttpHeaders.createOptimized("true"));
    private static final int USUAL_BYTES = 768;

    /** All text is UTF-8, also beyond the first plane, where Jackson would write 12 bytes of escapes for 4. No text has half a character. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** 200. */
    public static HttpAnswer ok(JsonRendering rendering) {
        return of(200, rendering);
    }

    /** 201. */
    public static HttpAnswer created(JsonRendering rendering) {
        return of(201, rendering);
    }

    /** 201, with a body in JSON. */
    static HttpAnswer created(Buffer json) {
        return new HttpAnswer(201, JSON, json, null, Map.of());
    }

    /** 204: done, and there is nothing to say. */
    public static HttpAnswer noContent() {
        return new HttpAnswer(204, null, Buffer.buffer(), null, Map.of());
    }

    /** 200, meters in the text format of Prometheus. */
    public static HttpAnswer prometheus(String text) {
        return new HttpAnswer(200, PROMETHEUS, Buffer.buffer(text), null, Map.of());
    }

    /** 200, a text in Markdown. */
    public static HttpAnswer markdown(String text) {
        return new HttpAnswer(200, MARKDOWN, Buffer.buffer(text), null, Map.of());
    }

    public static HttpAnswer of(int status, JsonRendering rendering) {
        return new HttpAnswer(status, JSON, render(rendering), null, Map.of());
    }

    public static HttpAnswer of(Refusal refusal) {
        return of(refusal.code().status(), refusal);
    }

    /** With another status than its code has everywhere else. */
    public static HttpAnswer of(int status, Refusal refusal) {
        return new HttpAnswer(status, JSON, render(refusal), refusal, Map.of());
    }

    /** The same, and that it was given before: nothing has happened now. */
    HttpAnswer replayed() {
        return with(WAS_GIVEN_BEFORE);
    }

    /** The same with these headers, and none of those that it had. */
    public HttpAnswer with(Map<CharSequence, CharSequence> otherHeaders) {
        return new HttpAnswer(status, contentType, body, refusal, otherHeaders);
    }

    /** Whether it is the same for everybody as long as the venue runs, and lies in memory once: a file, which has a tag. */
    public boolean isUnchanging() {
        return headers.containsKey(HttpHeaders.ETAG);
    }

    /** For the header of that name; 0: none. */
    public int retryAfterSeconds() {
        return refusal == null ? 0 : refusal.retryAfterSeconds();
    }

    private static Buffer render(JsonRendering rendering) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            rendering.renderTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException("rendering of an answer", e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
