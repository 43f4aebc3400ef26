package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.CharsetUtil;
import io.vertx.core.http.HttpServerOptions;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whatever bytes come in the place of requests, what is taken of them is one request after the other, each of which has one meaning. */
final class HeadersFuzzTest {
    private static final int MOST_BYTES = 1 << 10;
    private static final String PEER = "192.0.2.1";
    private static final String IN_CHUNKS =
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final Pattern CHUNK_LINE = Pattern.compile("(0*[0-9A-Fa-f]{1,8})[ \\t]*(;[^\\r\\n]*)?");
    private static final HttpServerOptions OPTIONS =
            new HttpServerOptions().setMaxInitialLineLength(256).setMaxHeaderSize(512);

    /** However they are cut on their way, the same requests come out, up to the first that is refused. */
    @FuzzTest
    void requests(byte[] bytes) {
        byte[] sent = Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES));
        List<String> whole = decoded(sent, sent.length);
        for (int length : List.of(1, 2, 7, 64)) {
            assertThat(decoded(sent, length)).isEqualTo(whole);
        }
    }

    /** The second line and those behind it are one X-Forwarded-For each; the first is how many proxies there are. */
    @FuzzTest
    void clients(byte[] bytes) {
        List<String> lines = new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
        int hops = lines.isEmpty() ? 1 : 1 + lines.getFirst().length() % 4;
        List<String> forwarded = lines.stream().skip(1).toList();
        String[] entries = String.join(",", forwarded).split(",", -1);
        String counts = entries.length < hops ? entries[0] : entries[entries.length - hops];
        InetAddress client = Request.client(PEER, forwarded, hops);
        if (!client.getHostAddress().equals(PEER)) {
            assertThat(client).isEqualTo(InetAddress.ofLiteral(counts.strip()));
        }
        assertThat(Request.client(PEER, forwarded, 0).getHostAddress()).isEqualTo(PEER);
    }

    /** What may be logged as the name of a request. */
    @FuzzTest
    void names(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(RequestIds.isPlain(text)).isEqualTo(text.matches("[A-Za-z0-9.-]{1,64}"));
    }

    /** A body in chunks is taken if its lengths and the ends of its lines are as RFC 9112 has them, section 7.1: who reads it before us reads the same. */
    @FuzzTest
    void chunks(byte[] bytes) {
        String sent = new String(bytes, 0, Math.min(bytes.length, MOST_BYTES), StandardCharsets.ISO_8859_1);
        byte[] request = (IN_CHUNKS + sent).getBytes(StandardCharsets.ISO_8859_1);
        List<String> taken = decoded(request, request.length);
        if (taken.size() > 1 && !taken.get(1).endsWith("refused")) {
            assertThat(taken.get(1)).startsWith(bodyOf(sent));
        }
    }

    /** What the chunks hold, by the letter. */
    private static String bodyOf(String chunks) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (true) {
            int end = chunks.indexOf("\r\n", at);
            Matcher line = CHUNK_LINE.matcher(chunks.substring(at, Math.max(at, end)));
            assertThat(line.matches()).as("taken for the line before a chunk, at %d", at).isTrue();
            int length = Integer.parseInt(line.group(1), 16);
            int begin = end + 2;
            if (length == 0) {
                return body.toString();
            }
            assertThat(chunks.startsWith("\r\n", begin + length)).as("taken for a chunk, at %d", begin).isTrue();
            body.append(chunks, begin, begin + length);
            at = begin + length + 2;
        }
    }

    /** Requests in a form in which parts of a body make no difference; {@code refused} where reading ends. */
    private static List<String> decoded(byte[] bytes, int length) {
        EmbeddedChannel channel = new EmbeddedChannel(new RequestDecoder(OPTIONS));
        List<String> requests = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        for (int begin = 0; begin < bytes.length; begin += length) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, begin, Math.min(length, bytes.length - begin)));
        }
        for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
            if (part instanceof HttpRequest request) {
                if (request.decoderResult().isFailure()) {
                    requests.add("refused");
                    break;
                }
                checkMeaning(request.protocolVersion(), request.headers());
                requests.add(request.protocolVersion() + " " + request.method() + " " + request.uri()
                        + request.headers().entries());
                body.setLength(0);
            }
            if (part instanceof HttpContent content) {
                if (content.decoderResult().isFailure()) {
                    requests.add(body + "refused");
                    break;
                }
                body.append(content.content().toString(CharsetUtil.ISO_8859_1));
                if (part instanceof LastHttpContent last) {
                    requests.add(body.toString() + last.trailingHeaders().entries());
                }
            }
        }
        channel.finishAndReleaseAll();
        return requests;
    }

    private static void checkMeaning(HttpVersion version, HttpHeaders headers) {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        assertThat(headers.getAll(HttpHeaderNames.HOST)).hasSizeLessThanOrEqualTo(1);
        assertThat(lengths).hasSizeLessThanOrEqualTo(1).allMatch(length -> length.matches("[0-9]+"));
        if (!codings.isEmpty()) {
            assertThat(codings).singleElement().asString().isEqualToIgnoringCase("chunked");
            assertThat(lengths).isEmpty();
            assertThat(version).isEqualTo(HttpVersion.HTTP_1_1);
        }
        for (Map.Entry<String, String> header : headers) {
            assertThat(header.getKey()).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
            assertThat(header.getValue()).doesNotContain("\r", "\n", "\0");
        }
    }
}
