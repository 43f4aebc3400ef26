package io.bullring.gateway.http.openapi;

import io.bullring.gateway.http.answer.HttpAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A file that stays the same as long as the venue runs. A browser may keep it, and asks by the tag whether it still holds. Immutable.
 */
final class WebFile {
    /** What a browser may do with data: nothing. */
    static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private static final CharSequence POLICY = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence REVALIDATE = HttpHeaders.createOptimized("no-cache");
    private static final String ANY_TAG = "*";
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int TAG_BYTES = 16;

    private final CharSequence contentType;
    private final Buffer body;
    private final String tag;
    private final Map<CharSequence, CharSequence> headers;

    /** @param policy the Content-Security-Policy */
    WebFile(String contentType, byte[] body, String policy) {
        this.contentType = HttpHeaders.createOptimized(contentType);
        this.body = Buffer.buffer(body);
        this.tag = '"' + HexFormat.of().formatHex(sha256(body), 0, TAG_BYTES) + '"';
        this.headers = Map.of(HttpHeaders.ETAG, tag, HttpHeaders.CACHE_CONTROL, REVALIDATE, POLICY, policy);
    }

    /** @param knownTags what the client says that it has, a star: whatever there is; null: nothing */
    HttpAnswer answer(String knownTags) {
        return knownTags != null && (knownTags.equals(ANY_TAG) || knownTags.contains(tag))
                ? new HttpAnswer(NOT_MODIFIED, null, Buffer.buffer(), null, headers)
                : new HttpAnswer(OK, contentType, body, null, headers);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
