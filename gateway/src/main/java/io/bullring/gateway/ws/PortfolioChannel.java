package io.bullring.gateway.ws;

import io.bullring.core.wallet.PortfolioImage;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.http.answer.Standing;
import io.bullring.gateway.venue.Venue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Who hears how which agents stand: at once, at intervals, and after each change of their orders (one that rests holds cash,
 * one that is cancelled releases it) or of the whole portfolio, as by a reset. Portfolios are read from the engine's
 * wallets when they are sent, each once for all who hear of it. For one event loop.
 */
final class PortfolioChannel {
    private static final String NOT_NOW = "";

    private final Venue venue;
    private final PrivateMessages messages;
    private final PortfolioImage image;
    private final long intervalNs;
    private final int maxPortfolios;
    private final PrivateAudience audience = new PrivateAudience();
    private final Map<Socket, Long> dueNs = new LinkedHashMap<>();
    /** Agents with such a change in this batch, and their accounts. */
    private final Map<Integer, Integer> changed = new LinkedHashMap<>();
    /** What this round has rendered already. */
    private final Map<Integer, String> texts = new HashMap<>();

    PortfolioChannel(Venue venue, PrivateMessages messages, SocketConfig config) {
        this.venue = venue;
        this.messages = messages;
        this.image = new PortfolioImage(venue.market().rules().maxInstruments());
        this.intervalNs = TimeUnit.MILLISECONDS.toNanos(config.portfolioIntervalMs());
        this.maxPortfolios = config.maxPortfolios();
    }

    boolean isEmpty() {
        return audience.isEmpty();
    }

    /** The first portfolio goes at once. */
    void add(Socket socket, long nowNs) {
        audience.add(socket);
        sendAll(socket, nowNs);
        texts.clear();
    }

    void remove(Socket socket) {
        audience.remove(socket);
        dueNs.remove(socket);
    }

    void onChange(int accountId, int agentId) {
        if (audience.hears(accountId, agentId)) {
            changed.put(agentId, accountId);
        }
    }

    void onBatchEnd() {
        if (changed.isEmpty()) {
            return;
        }
        changed.forEach((agentId, accountId) -> {
            Agent agent = venue.directory().agent(agentId);
            if (agent != null) {
                audience.forEach(accountId, agentId, socket -> send(socket, agent));
            }
        });
        changed.clear();
        texts.clear();
    }

    void sweep(long nowNs) {
        dueNs.forEach((socket, due) -> {
            if (nowNs - due >= 0) {
                sendAll(socket, nowNs);
            }
        });
        texts.clear();
    }

    /** Something may have been missed: everybody is told at the next look. */
    void onOrdersLost(long nowNs) {
        dueNs.replaceAll((socket, due) -> nowNs);
    }

    /** One that is being exchanged is looked for again at the next look. */
    private void sendAll(Socket socket, long nowNs) {
        boolean all = true;
        for (Agent agent : agentsOf(socket.entitlement())) {
            all &= agent == null || send(socket, agent);
        }
        dueNs.put(socket, all ? nowNs + intervalNs : nowNs);
    }

    private List<Agent> agentsOf(Entitlement right) {
        if (right.agentId() != Entitlement.EVERY_AGENT) {
            Agent agent = venue.directory().agent(right.agentId());
            return agent == null ? List.of() : List.of(agent);
        }
        List<Agent> agents = venue.directory().activeAgentsOf(right.accountId());
        return agents.subList(0, Math.min(agents.size(), maxPortfolios));
    }

    private boolean send(Socket socket, Agent agent) {
        if (!socket.entitlement().holds(venue.directory())) {
            socket.close(CloseReason.REVOKED);
            return true;
        }
        String text = texts.computeIfAbsent(agent.agentId(), ignored -> text(agent));
        if (text.equals(NOT_NOW)) {
            return false;
        }
        socket.sendLatest("portfolio:" + agent.agentId(), text);
        return true;
    }

    private String text(Agent agent) {
        if (!venue.portfolios().read(agent.portfolioId(), image)) {
            return NOT_NOW;
        }
        Standing standing = Standing.of(image, venue.market(), venue.market()::price);
        return messages.portfolio(agent.agentId(), standing, venue.nowNs());
    }
}
