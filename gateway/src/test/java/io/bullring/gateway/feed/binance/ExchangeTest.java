package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ExchangeTest {
    @Test
    void shouldAskForTheFourStreamsOfEverySymbolOverOneConnection() {
        try (TestExchange server = new TestExchange();
                Exchange exchange = new Exchange(ofTwo(server), new RetryAfter(() -> 1), Runnable::run)) {
            CompletableFuture<Link> heard = new CompletableFuture<>();
            exchange.dial(new FirstMessage(heard));
            heard.orTimeout(10, TimeUnit.SECONDS).join().cut();

            assertEquals(
                    List.of("/stream?streams="
                            + "btcusdt@trade/btcusdt@bookTicker/btcusdt@depth@100ms/btcusdt@miniTicker/"
                            + "ethusdt@trade/ethusdt@bookTicker/ethusdt@depth@100ms/ethusdt@miniTicker"),
                    server.streamRequests());
        }
    }

    private static BinanceConfig ofTwo(TestExchange server) {
        BinanceConfig one = server.config(BinanceConfig.Timing.USUAL);
        return new BinanceConfig(List.of("BTCUSDT", "ETHUSDT"), one.streams(), one.rest(), one.timing(), 1);
    }

    /** Ends the test's wait, and fails it when there is no connection. */
    private record FirstMessage(CompletableFuture<Link> heard) implements StreamLink.Listener {
        @Override
        public void onMessage(Link link, String message) {
            heard.complete(link);
        }

        @Override
        public void onPong(Link link) {}

        @Override
        public void onEnded(Link link, String why) {
            heard.completeExceptionally(new IllegalStateException(why));
        }
    }
}
