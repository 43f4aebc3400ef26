package io.bullring.gateway.ws;

import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A connection whose client reads when the test says so. */
final class ScriptedWebSocket {
    final List<String> read = new ArrayList<>();
    Consumer<String> onRead = text -> {};
    boolean isFull;
    int closeCode;
    boolean isCutOff;

    void cutOff() {
        isCutOff = true;
    }

    ServerWebSocket asWebSocket() {
        return (ServerWebSocket) Proxy.newProxyInstance(
                ServerWebSocket.class.getClassLoader(),
                new Class<?>[]{ServerWebSocket.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "writeTextMessage" -> {
                        read.add((String) arguments[0]);
                        onRead.accept((String) arguments[0]);
                        yield Future.succeededFuture();
                    }
                    case "writeQueueFull" -> isFull;
                    case "close" -> {
                        closeCode = (short) arguments[0];
                        yield Future.succeededFuture();
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
