package io.bullring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerDecoderTest {
    private static final String CREATED = "HTTP/1.1 201 Created\r\nx: y\r\ncontent-length: 5\r\n\r\nhello";
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\nx: y\r\n\r\n";
    private static final String REFUSED = "HTTP/1.1 429 Too Many Requests\r\ncontent-length: 2\r\nx: y\r\n\r\n{}";

    private final List<Integer> statuses = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new AnswerDecoder(statuses::add));

    @Test
    void shouldFindAnswersThatComeTogether() {
        receive(CREATED + EMPTY + REFUSED + CREATED);

        assertThat(statuses).containsExactly(201, 204, 429, 201);
    }

    @Test
    void shouldFindAnswersHoweverTheyAreCut() {
        for (char c : (CREATED + REFUSED).toCharArray()) {
            receive(String.valueOf(c));
        }

        assertThat(statuses).containsExactly(201, 429);
    }

    @Test
    void shouldWaitForTheWholeBody() {
        receive(CREATED.substring(0, CREATED.length() - 1));
        assertThat(statuses).isEmpty();

        receive("o");
        assertThat(statuses).containsExactly(201);
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }
}
