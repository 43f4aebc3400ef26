package io.bullring.gateway.ws;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Connections by whom they may hear of: one agent, or all agents of an account. For one event loop. */
final class PrivateAudience {
    private final Map<Integer, Set<Socket>> byAgent = new HashMap<>();
    private final Map<Integer, Set<Socket>> byAccount = new HashMap<>();

    boolean isEmpty() {
        return byAgent.isEmpty() && byAccount.isEmpty();
    }

    void add(Socket socket) {
        Entitlement right = socket.entitlement();
        if (right.agentId() == Entitlement.EVERY_AGENT) {
            add(byAccount, right.accountId(), socket);
        } else {
            add(byAgent, right.agentId(), socket);
        }
    }

    void remove(Socket socket) {
        Entitlement right = socket.entitlement();
        if (right.agentId() == Entitlement.EVERY_AGENT) {
            remove(byAccount, right.accountId(), socket);
        } else {
            remove(byAgent, right.agentId(), socket);
        }
    }

    boolean hears(int accountId, int agentId) {
        return byAgent.containsKey(agentId) || byAccount.containsKey(accountId);
    }

    void forEach(int accountId, int agentId, Consumer<Socket> action) {
        byAgent.getOrDefault(agentId, Set.of()).forEach(action);
        byAccount.getOrDefault(accountId, Set.of()).forEach(action);
    }

    void forEach(Consumer<Socket> action) {
        byAgent.values().forEach(sockets -> sockets.forEach(action));
        byAccount.values().forEach(sockets -> sockets.forEach(action));
    }

    private static void add(Map<Integer, Set<Socket>> sockets, int id, Socket socket) {
        sockets.computeIfAbsent(id, ignored -> new LinkedHashSet<>()).add(socket);
    }

    private static void remove(Map<Integer, Set<Socket>> sockets, int id, Socket socket) {
        sockets.computeIfPresent(id, (ignored, left) -> {
            left.remove(socket);
            return left.isEmpty() ? null : left;
        });
    }
}
