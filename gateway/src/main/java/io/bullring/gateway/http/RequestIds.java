package io.bullring.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Gives each request the name under which client, proxy and log speak of it: the client's own, if it is short and plain, otherwise a new
 * UUID. Nothing rests on it, so it may be guessed; it need not even be unique when a client repeats itself. For one event loop.
 */
final class RequestIds {
    static final CharSequence HEADER = HttpHeaders.createOptimized("x-request-id");
    static final CharSequence TRACE = HttpHeaders.createOptimized("x-trace-id");

    private static final int MAX_LENGTH = 64;
    private static final long VERSION_4 = 0x4000L;
    private static final long VERSION_BITS = 0xF000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;

    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());

    /** The id of a request that has just come. */
    String idOf(HttpServerRequest request) {
        String theirs = request.getHeader(HEADER);
        return isPlain(theirs) ? theirs : next();
    }

    /** The id that an answer on its way carries. */
    static String idOfAnswer(HttpServerRequest request) {
        return request.response().headers().get(HEADER);
    }

    /**
     * Whether a word of the client's may be logged: 1 to 64 letters, digits, dots and hyphens. Keys and secrets have an underscore in
     * them and tokens are longer, so that one that got into the wrong header stays out of the log.
     */
    static boolean isPlain(String text) {
        if (text == null || text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private String next() {
        return new UUID(
                random.nextLong() & ~VERSION_BITS | VERSION_4,
                random.nextLong() & ~VARIANT_BITS | VARIANT)
                .toString();
    }
}
