package io.bullring.gateway.ws;

import io.bullring.gateway.http.answer.Refusal;
import io.vertx.core.http.WebSocketFrame;

/** What clients say, and what they are answered. Errors end no connection by themselves; abuse does. For one event loop. */
final class Conversation {
    private final SocketConfig config;
    private final Channels channels;
    private final RequestGate requests;

    /** @param requests counts subscriptions, and their ends, as it does requests */
    Conversation(SocketConfig config, Channels channels, RequestGate requests) {
        this.config = config;
        this.channels = channels;
        this.requests = requests;
    }

    /** Anything at all has come, and perhaps it completes a message. */
    void onFrame(Socket socket, FrameAssembly frames, WebSocketFrame frame) {
        if (!socket.isOpen()) {
            return;
        }
        if (!socket.onFrame(System.nanoTime())) {
            socket.tell(
                    SocketError.RATE_LIMIT_EXCEEDED,
                    "More than " + config.maxFramesPerSecond() + " messages in a second.");
            socket.close(CloseReason.ABUSE);
            return;
        }
        switch (frames.take(frame)) {
            case TEXT -> onText(socket, frames.text());
            case NO_TEXT -> refuse(socket, "Messages are text, in UTF-8.");
            case TOO_LARGE -> socket.close(CloseReason.TOO_LARGE);
            case NOTHING -> {}
        }
    }

    private void onText(Socket socket, String text) {
        ClientMessage message = ClientMessage.parseOrNull(text);
        if (message == null) {
            refuse(socket, "Messages are JSON objects.");
            return;
        }
        socket.onMessage(true);
        if (!message.isPong()) {
            act(socket, message);
        }
    }

    private static void refuse(Socket socket, String why) {
        socket.tell(SocketError.INVALID_MESSAGE, why);
        if (!socket.onMessage(false)) {
            socket.close(CloseReason.ABUSE);
        }
    }

    private void act(Socket socket, ClientMessage message) {
        switch (message.action()) {
            case "subscribe" -> {
                if (mayAsk(socket)) {
                    subscribe(socket, Subscription.of(message));
                }
            }
            case "unsubscribe" -> {
                if (mayAsk(socket)) {
                    unsubscribe(socket, Subscription.of(message));
                }
            }
            case "ping" -> socket.send(ControlMessages.PONG);
            case null, default -> socket.tell(
                    SocketError.UNKNOWN_ACTION, "The action is one of subscribe, unsubscribe, ping, pong.");
        }
    }

    /** Pings and pongs, which keep a connection, are no requests. */
    private boolean mayAsk(Socket socket) {
        Refusal tooOften = requests.refusalOrNull(socket.entitlement().sender(), null);
        if (tooOften != null) {
            socket.tell(SocketError.RATE_LIMIT_EXCEEDED, tooOften.message());
        }
        return tooOften == null;
    }

    private void subscribe(Socket socket, NamedChannel named) {
        switch (named) {
            case WrongChannel wrong -> socket.tell(SocketError.INVALID_CHANNEL, wrong.words());
            case Subscription subscription -> subscribe(socket, subscription);
        }
    }

    private void subscribe(Socket socket, Subscription subscription) {
        if (socket.subscribe(subscription)) {
            channels.want(subscription.channel());
            socket.send(ControlMessages.subscribed(subscription.channel()));
            channels.join(subscription.channel(), socket);
        } else {
            socket.tell(
                    SocketError.SUBSCRIPTION_LIMIT,
                    "A connection has " + config.maxSubscriptions() + " subscriptions at most.");
        }
    }

    private void unsubscribe(Socket socket, NamedChannel named) {
        switch (named) {
            case WrongChannel wrong -> socket.tell(SocketError.INVALID_CHANNEL, wrong.words());
            case Subscription subscription -> {
                socket.unsubscribe(subscription.channel());
                channels.leave(subscription.channel(), socket);
                socket.send(ControlMessages.unsubscribed(subscription.channel()));
            }
        }
    }
}
