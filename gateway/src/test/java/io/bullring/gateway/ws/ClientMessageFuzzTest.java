package io.bullring.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever a client says over its WebSocket is a message or none, and what it subscribes to is written in one way. */
final class ClientMessageFuzzTest {
    @FuzzTest
    void messages(byte[] bytes) {
        ClientMessage message = ClientMessage.parseOrNull(new String(bytes, StandardCharsets.UTF_8));
        if (message == null) {
            return;
        }
        message.isPong();
        check(Subscription.of(message));
    }

    /** Each line is a part of a channel: the same is said of it in both dialects, as far as both can say it. */
    @FuzzTest
    void dialects(byte[] bytes) {
        List<String> parts = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (parts.size() < 2 || parts.stream().anyMatch(part -> part.contains(":"))) {
            return;
        }
        String family = parts.get(0).strip();
        String symbol = parts.get(1);
        String interval = parts.size() > 2 ? parts.get(2) : null;
        String key = interval == null ? family + ":" + symbol : family + ":" + symbol + ":" + interval;
        NamedChannel inString = Subscription.of(named(key, null, null));
        NamedChannel inObject = Subscription.of(named(family, symbol, interval));
        check(inString);
        check(inObject);
        boolean canBeAKey = family.equals("candles") || family.equals("ticker") && interval == null;
        if (canBeAKey) {
            assertThat(said(inString)).isEqualTo(said(inObject));
        } else if (inString == WrongChannel.UNKNOWN_NAME) {
            assertThat(inObject).isEqualTo(WrongChannel.UNKNOWN_NAME);
        } else {
            assertThat(inString).isEqualTo(WrongChannel.TOO_MANY_PARTS);
        }
    }

    /** The name under which a channel is acknowledged is that of the channel, and goes into a frame as it is. */
    private static void check(NamedChannel named) {
        switch (named) {
            case Subscription subscription -> {
                String key = subscription.channel().key();
                assertThat(new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).isEqualTo(key);
                assertThat(said(Subscription.of(named(key, null, null)))).isEqualTo(subscription.channel());
            }
            case WrongChannel wrong -> assertThat(wrong.words()).isNotEmpty();
        }
    }

    private static ClientMessage named(String channel, String symbol, String interval) {
        return new ClientMessage("subscribe", null, channel, symbol, interval);
    }

    private static Object said(NamedChannel named) {
        return switch (named) {
            case Subscription subscription -> subscription.channel();
            case WrongChannel wrong -> wrong;
        };
    }
}
