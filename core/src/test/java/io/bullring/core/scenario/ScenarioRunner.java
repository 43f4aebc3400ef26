package io.bullring.core.scenario;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.model.EventLine;
import io.bullring.core.model.EventPrinter;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Plays a scenario on a {@link Stage}, line by line, and complains of the first line that does not come true. The language
 * is described in {@code scenarios/README.md}.
 */
final class ScenarioRunner {
    private static final int RISK_FIELD = 1 << 7;
    private static final int NAME_FIELD = 1;

    private final Stage stage;
    private final CommandFactory command = new CommandFactory();
    private final ScenarioChecks checks;
    private final Map<String, Integer> agents = new HashMap<>();
    private final Map<String, Integer> accounts = new HashMap<>();
    private final Map<Integer, Integer> owners = new HashMap<>();
    private final Map<String, RiskProfile> profiles = new HashMap<>();
    private final List<String> symbols = new ArrayList<>();
    private long nowNs = WorkloadGenerator.START_NS;
    private String newcomer;
    private int newcomersAccount;

    ScenarioRunner(Stage stage) {
        this.stage = stage;
        this.checks = new ScenarioChecks(stage, this::agentId, this::instrumentId);
    }

    /** Plays all lines. */
    void play(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            ScenarioLine line = ScenarioLine.of(i + 1, lines.get(i));
            if (line != null) {
                playGuarded(line);
            }
        }
    }

    private void playGuarded(ScenarioLine line) {
        try {
            play(line);
        } catch (IllegalArgumentException | AssertionError wrong) {
            throw new AssertionError("line " + line.number() + ": " + line.text() + "\n" + wrong.getMessage(), wrong);
        }
    }

    private void play(ScenarioLine line) {
        String verb = line.word();
        if (verb.equals("wait")) {
            nowNs += line.spanNs();
            return;
        }
        if (checks.knows(verb)) {
            checks.check(verb, line);
        } else {
            write(verb, line);
            EventPrinter events = stage.play(nowNs, command.buffer(), command.length());
            learn(verb, events);
            compare(line.expected(), events);
        }
        if (line.hasMore()) {
            throw new IllegalArgumentException("not understood: " + line.words());
        }
    }

    private void write(String verb, ScenarioLine line) {
        switch (verb) {
            case "venue" -> command.configureVenue(ScenarioSettings.rules(line));
            case "instrument" -> instrument(line);
            case "feed" -> feed(line);
            case "price" -> price(line);
            case "time" -> command.advanceTime();
            case "account" -> account(line);
            case "agent" -> agent(line);
            case "risk" -> risk(line);
            case "rename" -> rename(line);
            case "buy" -> order(Side.BUY, line);
            case "sell" -> order(Side.SELL, line);
            case "cancel" -> command.cancelOrder(agentId(line.word()), Long.parseLong(line.word().substring(1)));
            default -> throw new IllegalArgumentException("no such verb: " + verb);
        }
    }

    private void instrument(ScenarioLine line) {
        InstrumentTerms terms = ScenarioSettings.terms(line);
        newcomer = terms.symbol();
        command.defineInstrument(terms, line.hasMore() ? line.amountE8() : 0);
    }

    private void feed(ScenarioLine line) {
        int feedId = line.count();
        FeedState state = line.takes("up") ? FeedState.UP : FeedState.DOWN;
        if (state == FeedState.DOWN && !line.takes("down")) {
            throw new IllegalArgumentException("a feed is up or down");
        }
        FeedReason usual = state == FeedState.UP ? FeedReason.CONNECTED : FeedReason.DISCONNECTED;
        FeedReason reason = line.hasMore() ? FeedReason.valueOf(line.word().toUpperCase(Locale.ROOT)) : usual;
        command.feedStatus(feedId, state, reason);
    }

    private void price(ScenarioLine line) {
        String symbol = line.word();
        long lastE8 = line.amountE8();
        long lowE8 = line.takes("low") ? line.amountE8() : lastE8;
        long highE8 = line.takes("high") ? line.amountE8() : lastE8;
        long volumeE8 = line.takes("volume") ? line.amountE8() : 0;
        checks.priced(symbol, lastE8);
        command.updatePrice(instrumentId(symbol), lastE8, lowE8, highE8, volumeE8, 1, nowNs, 1);
    }

    private void account(ScenarioLine line) {
        newcomer = line.word();
        command.openAccount(newcomer, line.amountE8());
        newcomersAccount = accounts.size() + 1;
    }

    private void agent(ScenarioLine line) {
        newcomer = line.word();
        if (!line.takes("of")) {
            throw new IllegalArgumentException("an agent is of an account");
        }
        newcomersAccount = accountId(line.word());
        long balanceE8 = line.amountE8();
        RiskProfile profile = ScenarioSettings.profile(line, RiskProfile.NONE);
        command.createAgent(newcomersAccount, balanceE8, details(newcomer, profile));
        profiles.put(newcomer, profile);
    }

    private void risk(ScenarioLine line) {
        String name = line.word();
        RiskProfile profile = ScenarioSettings.profile(line, profiles.getOrDefault(name, RiskProfile.NONE));
        profiles.put(name, profile);
        command.updateAgent(agentId(name), owners.get(agentId(name)), RISK_FIELD, details(name, profile));
    }

    private void rename(ScenarioLine line) {
        int agentId = agentId(line.word());
        int accountId = line.takes("of") ? accountId(line.word()) : owners.get(agentId);
        String name = line.takes("to") ? line.word() : "";
        command.updateAgent(agentId, accountId, NAME_FIELD, details(name, RiskProfile.NONE));
    }

    private static AgentDetails details(String name, RiskProfile profile) {
        AgentDetails named = AgentDetails.named(name.getBytes(StandardCharsets.UTF_8));
        byte[] none = {};
        return new AgentDetails(named.name(), none, none, none, none, none, none, none, profile);
    }

    private void order(Side side, ScenarioLine line) {
        int agentId = agentId(line.word());
        int instrumentId = instrumentId(line.word());
        long quantityE8 = line.amountE8();
        OrderType type =
                switch (line.word()) {
                    case "market" -> OrderType.MARKET;
                    case "limit" -> OrderType.LIMIT;
                    case "stop" -> OrderType.STOP_LOSS;
                    case "target" -> OrderType.TAKE_PROFIT;
                    default -> throw new IllegalArgumentException("market, limit, stop or target");
                };
        boolean isPriced = line.hasMore() && !"id".equals(line.words().peek());
        long priceE8 = isPriced ? line.amountE8() : CommandFactory.NO_PRICE;
        byte[] id = line.takes("id") ? line.word().getBytes(StandardCharsets.US_ASCII) : CommandFactory.NO_ID;
        command.placeOrder(agentId, instrumentId, side, type, quantityE8, priceE8, id, id.length);
    }

    /** Ids are given out in order, to those who were not refused. */
    private void learn(String verb, EventPrinter events) {
        boolean refused = events.lines().stream().anyMatch(line -> line.says("CommandRejected"));
        if (!refused && (verb.equals("account") || verb.equals("agent"))) {
            agents.put(newcomer, agents.size() + 1);
            owners.put(agents.size(), newcomersAccount);
        }
        if (!refused && verb.equals("account")) {
            accounts.put(newcomer, newcomersAccount);
        }
        if (!refused && verb.equals("instrument") && !symbols.contains(newcomer)) {
            symbols.add(newcomer);
        }
    }

    private void compare(List<String> expected, EventPrinter events) {
        List<EventLine> lines = events.lines();
        if (expected == null) {
            if (lines.stream().anyMatch(line -> line.says("CommandRejected"))) {
                throw new AssertionError("refused: " + lines);
            }
            return;
        }
        new ScenarioExpectation(agents).compare(expected, lines, events.answerIndex());
    }

    private int agentId(String name) {
        return name.equals("nobody") ? 999_999 : known(agents, name);
    }

    private int accountId(String name) {
        return name.equals("nobody") ? 999_999 : known(accounts, name);
    }

    private static int known(Map<String, Integer> ids, String name) {
        if (!ids.containsKey(name)) {
            throw new IllegalArgumentException("nobody is called " + name);
        }
        return ids.get(name);
    }

    private int instrumentId(String symbol) {
        int index = symbols.indexOf(symbol);
        return index < 0 ? 9_999 : index + 1;
    }
}
