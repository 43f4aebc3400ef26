package io.bullring.gateway.ws;

import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.push.OrderChange;

/** Who hears of which orders: every change of each, in their order, or the end of the connection. For one event loop. */
final class OrderChannel {
    private final AccountDirectory directory;
    private final PrivateMessages messages;
    private final PrivateAudience audience = new PrivateAudience();

    OrderChannel(AccountDirectory directory, PrivateMessages messages) {
        this.directory = directory;
        this.messages = messages;
    }

    boolean isEmpty() {
        return audience.isEmpty();
    }

    void add(Socket socket) {
        audience.add(socket);
    }

    void remove(Socket socket) {
        audience.remove(socket);
    }

    /** Whoever has lost the right since the last look is not told. */
    void onChange(OrderChange change) {
        int agentId = change.order().agentId();
        if (!audience.hears(change.accountId(), agentId)) {
            return;
        }
        String message = messages.order(change.order());
        audience.forEach(change.accountId(), agentId, socket -> {
            if (socket.entitlement().holds(directory)) {
                socket.send(message);
            } else {
                socket.close(CloseReason.REVOKED);
            }
        });
    }

    /** A gap that nobody is told of would be worse than the end of the connection, after which clients ask. */
    void onOrdersLost() {
        audience.forEach(socket -> socket.close(CloseReason.TOO_SLOW));
    }
}
