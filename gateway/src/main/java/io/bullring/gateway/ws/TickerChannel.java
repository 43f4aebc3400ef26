package io.bullring.gateway.ws;

import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.push.PushDesk;
import io.bullring.gateway.push.Tick;
import io.bullring.gateway.ws.Subscription.Dialect;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who hears of which trades. A connection is sent each tick once for as long as it hears of the pair, and never one after a newer one,
 * whatever it has subscribed to. For one event loop.
 */
final class TickerChannel {
    private final MarketBoard market;
    private final PushDesk pushes;
    private final Map<Channel, Set<Socket>> audiences = new HashMap<>();

    TickerChannel(MarketBoard market, PushDesk pushes) {
        this.market = market;
        this.pushes = pushes;
    }

    boolean isEmpty() {
        return audiences.isEmpty();
    }

    void add(Channel channel, Socket socket) {
        audiences.computeIfAbsent(channel, ignored -> new LinkedHashSet<>()).add(socket);
    }

    void remove(Channel channel, Socket socket) {
        audiences.computeIfPresent(channel, (ignored, sockets) -> {
            sockets.remove(socket);
            return sockets.isEmpty() ? null : sockets;
        });
        listings(channel).filter(listing -> !hears(socket, listing))
                .forEach(listing -> socket.forgetTicks(
                        listing.instrumentId()));
    }

    /** Tells a new subscriber what was traded last, unless that is longer ago than this time. */
    void greet(Channel channel, Socket socket, long oldestNs) {
        listings(channel).forEach(listing -> greet(listing, socket, oldestNs));
    }

    void onTick(Tick tick) {
        publish(tick, market.listing(tick.instrumentId()));
    }

    /** What was lost is what nobody needs any more once the last ticks are there. */
    void onTicksLost() {
        for (Listing listing : market.listings()) {
            Tick tick = pushes.lastTick(listing.instrumentId());
            if (tick != null) {
                publish(tick, listing);
            }
        }
    }

    private Stream<Listing> listings(Channel channel) {
        return channel.equals(Channel.ALL_TICKERS)
                ? market.listings().stream()
                : Stream.ofNullable(market.listing(channel.symbol()));
    }

    private boolean hears(Socket socket, Listing listing) {
        Channel bySymbol = new Channel(Channel.Family.TICKER, listing.symbol(), null);
        return audiences.getOrDefault(bySymbol, Set.of()).contains(socket)
                || audiences.getOrDefault(Channel.ALL_TICKERS, Set.of()).contains(socket);
    }

    private void greet(Listing listing, Socket socket, long oldestNs) {
        Tick tick = pushes.lastTick(listing.instrumentId());
        if (tick != null && tick.timeNs() >= oldestNs) {
            new Message(tick, listing.symbol()).sendTo(socket);
        }
    }

    private void publish(Tick tick, Listing listing) {
        if (isEmpty()) {
            return;
        }
        Message message = new Message(tick, listing.symbol());
        audiences.getOrDefault(message.channel, Set.of()).forEach(message::sendTo);
        audiences.getOrDefault(Channel.ALL_TICKERS, Set.of()).forEach(message::sendTo);
    }

    /** A tick in the forms that it is wanted in, each rendered once. */
    private static final class Message {
        private final Tick tick;
        private final Channel channel;
        private final String key;
        private final Map<Dialect, String> texts = new EnumMap<>(Dialect.class);

        Message(Tick tick, String symbol) {
            this.tick = tick;
            this.channel = new Channel(Channel.Family.TICKER, symbol, null);
            this.key = channel.key();
        }

        void sendTo(Socket socket) {
            if (socket.takesTick(tick)) {
                Dialect dialect = socket.dialectOfTicker(channel);
                socket.sendLatest(key, texts.computeIfAbsent(
                        dialect, form -> MarketMessages.ticker(channel.symbol(), tick, form)));
            }
        }
    }
}
