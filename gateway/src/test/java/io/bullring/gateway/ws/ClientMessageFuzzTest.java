package io.bullring.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever a client says over its WebSocket is a message or none, and what it subscribes to is written in one way. */
final class ClientMessageFuzzTest {
    @FuzzTest
    void messages(byte[] bytes) {
        ClientMessage message = ClientMessage.parseOrNull(new String(bytes, StandardCharsets.UTF_8));
        if (message == null) {
            return;
        }
        message.isPong();
        switch (Subscription.of(message)) {
            case Subscription subscription -> assertThat(subscription.channel()).isNotNull();
            case WrongChannel wrong -> assertThat(wrong.words()).isNotEmpty();
        }
    }
}
