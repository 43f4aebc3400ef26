package io.bullring.gateway.ws;

import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.push.Tick;
import io.bullring.gateway.ws.Subscription.Dialect;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2LongHashMap;

/**
 * One connection: what it may hear, what it wants to hear, and what waits for it to be read. A client that does not read
 * costs its own {@link ConflatingQueue} and nobody else anything. For one event loop.
 */
final class Socket {
    private static final long NO_TICK = 0;
    private static final long SECOND_NS = 1_000_000_000;

    private final ServerWebSocket webSocket;
    private final Runnable cutOff;
    private final Entitlement entitlement;
    private final SocketConfig config;
    private final SocketCounts counts;
    private final ConflatingQueue<String, String> outbox;
    private final Map<Channel, Dialect> subscriptions = new HashMap<>();
    private final Long2LongHashMap lastTicks = new Long2LongHashMap(NO_TICK);
    private final Heartbeat heartbeat;
    private long secondBeganNs;
    private int framesInSecond;
    private int invalidInARow;
    private int countedWaiting;
    private boolean closing;
    private long closingSinceNs;

    /** @param cutOff ends the connection below, whatever has not been read */
    Socket(
            ServerWebSocket webSocket, Runnable cutOff, Entitlement entitlement, SocketConfig config,
            SocketCounts counts, long nowNs) {
        this.webSocket = webSocket;
        this.cutOff = cutOff;
        this.entitlement = entitlement;
        this.config = config;
        this.counts = counts;
        this.outbox = new ConflatingQueue<>(config.outboxMessages());
        this.heartbeat = new Heartbeat(config, nowNs);
        this.secondBeganNs = nowNs;
    }

    Entitlement entitlement() {
        return entitlement;
    }

    boolean isOpen() {
        return !closing;
    }

    /** The channels that it hears. */
    Set<Channel> channels() {
        return subscriptions.keySet();
    }

    /** Hears a channel from now on, in the form of this dialect; false when it hears as many as it may. */
    boolean subscribe(Subscription subscription) {
        boolean isNew = !subscriptions.containsKey(subscription.channel());
        if (isNew && subscriptions.size() == config.maxSubscriptions()) {
            return false;
        }
        subscriptions.put(subscription.channel(), subscription.dialect());
        return true;
    }

    void unsubscribe(Channel channel) {
        subscriptions.remove(channel);
    }

    Dialect dialectOf(Channel channel) {
        return subscriptions.get(channel);
    }

    /** Of a pair that it hears by name, as one of all, or both: then the string dialect, if it is one of the two. */
    Dialect dialectOfTicker(Channel bySymbol) {
        boolean isString = subscriptions.get(bySymbol) == Dialect.STRING
                || subscriptions.get(Channel.ALL_TICKERS) == Dialect.STRING;
        return isString ? Dialect.STRING : Dialect.OBJECT;
    }

    /** Whether the tick is newer than all that it was sent of the instrument; from then on it is not. */
    boolean takesTick(Tick tick) {
        if (tick.sequence() <= lastTicks.get(tick.instrumentId())) {
            return false;
        }
        lastTicks.put(tick.instrumentId(), tick.sequence());
        return true;
    }

    /** It hears no more of the instrument: when it does again, what it was sent is long ago. */
    void forgetTicks(int instrumentId) {
        lastTicks.remove(instrumentId);
    }

    /** Sends what must arrive; a client that lets too much of it wait is cut off. */
    void send(String message) {
        if (closing) {
            return;
        }
        if (canWrite()) {
            webSocket.writeTextMessage(message);
        } else if (!outbox.offer(message)) {
            close(CloseReason.TOO_SLOW);
        }
        countWaiting();
    }

    /** Tells the client what is wrong with what it has sent. */
    void tell(SocketError error, String words) {
        if (!closing) {
            counts.told(error);
        }
        send(ControlMessages.error(error, words));
    }

    /** Sends what replaces everything of this key that has not been read. */
    void sendLatest(String key, String message) {
        if (closing) {
            return;
        }
        if (canWrite()) {
            webSocket.writeTextMessage(message);
        } else {
            if (outbox.offerLatest(key, message)) {
                counts.conflated();
            }
            countWaiting();
        }
    }

    /** Sends what replaces everything of this key that has not been read, and must arrive itself. */
    void sendLast(String key, String message) {
        if (closing) {
            return;
        }
        if (canWrite()) {
            webSocket.writeTextMessage(message);
        } else if (!outbox.offerLast(key, message)) {
            close(CloseReason.TOO_SLOW);
        }
        countWaiting();
    }

    /** The client has read on. */
    void onDrain() {
        while (!closing && !outbox.isEmpty() && !webSocket.writeQueueFull()) {
            webSocket.writeTextMessage(outbox.poll());
        }
        countWaiting();
    }

    /** Something came from the client; false when it is more than it may send. */
    boolean onFrame(long nowNs) {
        heartbeat.onHeard();
        if (nowNs - secondBeganNs >= SECOND_NS) {
            secondBeganNs = nowNs;
            framesInSecond = 0;
        }
        return ++framesInSecond <= config.maxFramesPerSecond();
    }

    /** A message could be read, or could not; false when too many in a row could not. */
    boolean onMessage(boolean isValid) {
        invalidInARow = isValid ? 0 : invalidInARow + 1;
        return invalidInARow < config.maxInvalidInARow();
    }

    /** Whether it keeps its connection; sends a ping when it is time. A client that does not even read its end is cut off. */
    void sweep(long nowNs, AccountDirectory directory) {
        if (closing) {
            if (nowNs - closingSinceNs >= TimeUnit.MILLISECONDS.toNanos(config.closeTimeoutMs())) {
                cutOff();
            }
        } else if (!entitlement.holds(directory)) {
            close(CloseReason.REVOKED);
        } else if (heartbeat.isMissed(nowNs)) {
            close(CloseReason.HEARTBEAT);
        } else if (heartbeat.isPingDue(nowNs)) {
            sendLatest(ControlMessages.PING, ControlMessages.PING);
        }
    }

    /** What waits is not sent any more; the channels forget the connection when it is gone. */
    void close(CloseReason reason) {
        if (!closing) {
            closing = true;
            closingSinceNs = System.nanoTime();
            counts.closed(reason);
            dropWaiting();
            webSocket.close(reason.code(), reason.words());
        }
    }

    /** Ends the connection now, whatever has not been read. */
    void cutOff() {
        cutOff.run();
    }

    /** The connection is gone, whoever ended it. */
    void onGone() {
        closing = true;
        dropWaiting();
    }

    private void dropWaiting() {
        outbox.clear();
        countWaiting();
    }

    private void countWaiting() {
        int waiting = outbox.size();
        if (waiting != countedWaiting) {
            counts.waitsMore(waiting - countedWaiting);
            countedWaiting = waiting;
        }
    }

    private boolean canWrite() {
        return outbox.isEmpty() && !webSocket.writeQueueFull();
    }
}
