package io.bullring.core.scenario;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.model.EventLine;
import io.bullring.core.model.EventPrinter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who is who in a scenario: the names that its lines use, and the ids that the venue gave to them, learnt from its events.
 * {@code nobody} is an agent and an account that does not exist. Names are kept when their agents are gone.
 */
final class ScenarioCast {
    private static final int NOBODY = 999_999;
    private static final int NO_INSTRUMENT = 9_999;

    private final Map<String, Integer> agents = new HashMap<>();
    private final Map<String, Integer> accounts = new HashMap<>();
    private final Map<Integer, Integer> owners = new HashMap<>();
    private final Map<Long, Long> portfolios = new HashMap<>();
    private final Map<Long, Long> parkedPortfolios = new HashMap<>();
    private final Map<String, RiskProfile> agentProfiles = new HashMap<>();
    private final Map<String, RiskProfile> accountProfiles = new HashMap<>();
    private final List<String> symbols = new ArrayList<>();
    private final Map<String, Long> lastE8 = new TreeMap<>();
    private String newcomer;

    /** Whoever is opened or created next has this name. */
    void awaits(String name) {
        newcomer = name;
    }

    /** Learns ids. */
    void follow(EventPrinter events) {
        events.lines().forEach(this::follow);
    }

    private void follow(EventLine event) {
        if (event.says("AccountOpened")) {
            accounts.put(newcomer, (int) event.number("account"));
        } else if (event.says("AgentCreated")) {
            agents.put(newcomer, (int) event.number("agent"));
            owners.put((int) event.number("agent"), (int) event.number("account"));
            portfolios.put(event.number("agent"), event.number("portfolio"));
        } else if (event.says("AgentReset") || event.says("PortfolioReturned")) {
            portfolios.put(event.number("agent"), event.number("portfolio"));
            parkedPortfolios.remove(event.number("agent"));
        } else if (event.says("PortfolioParked")) {
            portfolios.put(event.number("agent"), event.number("portfolio"));
            parkedPortfolios.put(event.number("agent"), event.number("parked"));
        }
    }

    /** Instruments get their ids in the order in which they are first defined. */
    void defined(String symbol) {
        if (!symbols.contains(symbol)) {
            symbols.add(symbol);
        }
    }

    boolean knowsAgent(String name) {
        return agents.containsKey(name);
    }

    int agentId(String name) {
        return name.equals("nobody") ? NOBODY : known(agents, name);
    }

    int accountId(String name) {
        return name.equals("nobody") ? NOBODY : known(accounts, name);
    }

    /** What an agent is called; {@code nobody} when it was never created. */
    String agentNamed(int agentId) {
        return nameOf(agents, agentId);
    }

    /** What an account is called; {@code nobody} when it was never opened. */
    String accountNamed(int accountId) {
        return nameOf(accounts, accountId);
    }

    private static String nameOf(Map<String, Integer> ids, int id) {
        return ids.entrySet()
                .stream()
                .filter(known -> known.getValue() == id)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("nobody");
    }

    /** The account of an agent. */
    int ownerOf(int agentId) {
        return owners.getOrDefault(agentId, NOBODY);
    }

    /** The portfolio with which the agent trades. */
    long portfolioId(String agent) {
        return portfolios.get((long) known(agents, agent));
    }

    long parkedPortfolioId(String agent) {
        Long portfolioId = parkedPortfolios.get((long) known(agents, agent));
        if (portfolioId == null) {
            throw new IllegalArgumentException(agent + " has no parked portfolio");
        }
        return portfolioId;
    }

    int instrumentId(String symbol) {
        int index = symbols.indexOf(symbol);
        return index < 0 ? NO_INSTRUMENT : index + 1;
    }

    /** The symbol of an instrument; one that was never defined when there is none with this id. */
    String symbolOf(int instrumentId) {
        return instrumentId >= 1 && instrumentId <= symbols.size() ? symbols.get(instrumentId - 1) : "NONEUSDT";
    }

    void priced(String symbol, long priceE8) {
        lastE8.put(symbol, priceE8);
    }

    /** Instruments that ever had a price. */
    Set<String> pricedSymbols() {
        return lastE8.keySet();
    }

    /** The last price told, of one that ever had a price. */
    long lastE8(String symbol) {
        return lastE8.get(symbol);
    }

    /** Risk settings of an agent, as the scenario told them. */
    RiskProfile agentProfile(String agent) {
        return agentProfiles.getOrDefault(agent, RiskProfile.NONE);
    }

    void agentProfile(String agent, RiskProfile profile) {
        agentProfiles.put(agent, profile);
    }

    /** Risk settings of an account, as the scenario told them. */
    RiskProfile accountProfile(String account) {
        return accountProfiles.getOrDefault(account, RiskProfile.NONE);
    }

    void accountProfile(String account, RiskProfile profile) {
        accountProfiles.put(account, profile);
    }

    private static int known(Map<String, Integer> ids, String name) {
        if (!ids.containsKey(name)) {
            throw new IllegalArgumentException("nobody is called " + name);
        }
        return ids.get(name);
    }
}
