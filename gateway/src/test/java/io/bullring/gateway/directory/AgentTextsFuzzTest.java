package io.bullring.gateway.directory;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** Whatever bytes an agent's texts are in an event, each is told by itself, and what is no UTF-8 as far as it is. */
final class AgentTextsFuzzTest {
    private static final int TEXTS = 8;
    private static final int BEFORE = 3;
    private static final byte END = 0;

    /** Each text ends before a zero; the last ones are empty if there are too few. */
    @FuzzTest
    void texts(byte[] bytes) {
        ByteBuffer event = ByteBuffer.allocate(BEFORE + TEXTS * Short.BYTES + bytes.length).order(LITTLE_ENDIAN);
        event.position(BEFORE);
        String[] said = new String[TEXTS];
        int from = 0;
        for (int i = 0; i < TEXTS; i++) {
            int to = from;
            while (to < bytes.length && to - from < 0xFFFF && bytes[to] != END) {
                to++;
            }
            byte[] text = Arrays.copyOfRange(bytes, from, to);
            event.putShort((short) text.length).put(text);
            said[i] = new String(text, StandardCharsets.UTF_8);
            from = Math.min(to + 1, bytes.length);
        }
        int length = event.position() - BEFORE;
        AgentTexts texts = AgentTexts.of(new UnsafeBuffer(event), BEFORE, length);

        assertThat(texts.length()).isEqualTo(length);
        assertThat(Stream.of(
                texts.description(), texts.llmModel(), texts.framework(), texts.avatarUrl(), texts.color(),
                texts.riskConfig()).map(text -> text == null ? "" : text))
                .containsExactly(said[1], said[2], said[3], said[5], said[6], said[7]);
        assertThat(texts.name()).isEqualTo(said[0]);
        assertThat(texts.strategyTags()).isEqualTo(said[4].isEmpty() ? List.of() : List.of(said[4].split("\n", -1)));
        assertThat(texts).isEqualTo(AgentTexts.of(new UnsafeBuffer(event), BEFORE, length));
    }
}
