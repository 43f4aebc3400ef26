package io.bullring.gateway.directory;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What an agent's owner wrote of it, as the event brought it: one array of UTF-8, each text behind its length, which the venue
 * bounds in bytes. As strings they would be up to twice as long. Read when they are asked for. Immutable.
 */
public final class AgentTexts {
    private static final int NAME = 0;
    private static final int DESCRIPTION = 1;
    private static final int LLM_MODEL = 2;
    private static final int FRAMEWORK = 3;
    private static final int STRATEGY_TAGS = 4;
    private static final int AVATAR_URL = 5;
    private static final int COLOR = 6;
    private static final int RISK_CONFIG = 7;

    private final byte[] bytes;

    private AgentTexts(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The part of an {@code AgentCreated} or {@code AgentUpdated} that is texts: the same eight in both, in the same order. */
    static AgentTexts of(DirectBuffer event, int offset, int length) {
        byte[] bytes = new byte[length];
        event.getBytes(offset, bytes);
        return new AgentTexts(bytes);
    }

    /** Of all of them, as they came; nothing is decoded. */
    int length() {
        return bytes.length;
    }

    String name() {
        return text(NAME);
    }

    String description() {
        return textOrNull(DESCRIPTION);
    }

    String llmModel() {
        return textOrNull(LLM_MODEL);
    }

    String framework() {
        return textOrNull(FRAMEWORK);
    }

    List<String> strategyTags() {
        String lines = text(STRATEGY_TAGS);
        return lines.isEmpty() ? List.of() : List.of(lines.split("\n", -1));
    }

    String avatarUrl() {
        return textOrNull(AVATAR_URL);
    }

    String color() {
        return textOrNull(COLOR);
    }

    String riskConfig() {
        return textOrNull(RISK_CONFIG);
    }

    private String textOrNull(int place) {
        String text = text(place);
        return text.isEmpty() ? null : text;
    }

    private String text(int place) {
        UnsafeBuffer texts = new UnsafeBuffer(bytes);
        int at = 0;
        for (int i = 0; i < place; i++) {
            at += Short.BYTES + lengthAt(texts, at);
        }
        return new String(bytes, at + Short.BYTES, lengthAt(texts, at), StandardCharsets.UTF_8);
    }

    private static int lengthAt(DirectBuffer texts, int at) {
        return Short.toUnsignedInt(texts.getShort(at, LITTLE_ENDIAN));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AgentTexts texts && Arrays.equals(bytes, texts.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
