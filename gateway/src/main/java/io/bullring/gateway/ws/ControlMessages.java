package io.bullring.gateway.ws;

/** What a connection is told about itself. Any thread. */
final class ControlMessages {
    static final String PING = "{\"type\":\"ping\"}";
    static final String PONG = "{\"type\":\"pong\"}";

    private ControlMessages() {}

    static String subscribed(Channel channel) {
        return acknowledgement("subscribed", channel);
    }

    static String unsubscribed(Channel channel) {
        return acknowledgement("unsubscribed", channel);
    }

    static String error(SocketError error, String message) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("type", "error");
            json.writeStringField("code", error.name());
            json.writeStringField("message", message);
            json.writeEndObject();
        });
    }

    private static String acknowledgement(String type, Channel channel) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("channel", channel.key());
            json.writeEndObject();
        });
    }
}
