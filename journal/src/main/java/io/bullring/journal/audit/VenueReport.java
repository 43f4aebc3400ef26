package io.bullring.journal.audit;

import io.bullring.core.account.Agent;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import io.bullring.core.engine.VenueView;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.Instrument;
import io.bullring.core.order.Order;
import io.bullring.core.order.Orders;
import io.bullring.core.risk.DailyLoss;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.Portfolios;
import io.bullring.journal.audit.Message.Word;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an engine has at one moment, as trees of names and values: see {@link Message.Field} for the values. Between two commands
 * only.
 */
public final class VenueReport {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final VenueView venue;
    private final long nowNs;

    /** @param timeNs of the last command */
    public VenueReport(VenueView venue, long timeNs) {
        this.venue = venue;
        nowNs = timeNs;
    }

    /** The rules, null before there are any. */
    public Map<String, Object> rules() {
        VenueRules rules = venue.rules();
        if (rules == null) {
            return null;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("venue_id", new Word(Notation.venue(rules.venueId())));
        tree.put("rule_version", rules.ruleVersion());
        tree.put("fee_rate", Notation.decimal(rules.feeRateE8()));
        tree.put("slippage_factor", Notation.decimal(rules.slippageFactorE8()));
        tree.put("price_max_age_ns", rules.priceMaxAgeNs());
        tree.put("order_life_ns", rules.orderLifeNs());
        tree.put("max_open_orders_per_agent", rules.maxOpenOrdersPerAgent());
        tree.put("max_open_orders", rules.maxOpenOrders());
        tree.put("max_agents", rules.maxAgents());
        tree.put("max_instruments", rules.maxInstruments());
        tree.put("max_work_per_command", rules.maxWorkPerCommand());
        tree.putAll(limits(rules.riskDefaults()));
        return tree;
    }

    public List<Map<String, Object>> markets() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int id = 1; id <= venue.instruments().count(); id++) {
            list.add(market(id));
        }
        return list;
    }

    /** What an order sees of its instrument at this moment. */
    public Map<String, Object> market(int instrumentId) {
        Instrument instrument = venue.instruments().byId(instrumentId);
        long maxAgeNs = venue.rules().priceMaxAgeNs();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("instrument_id", instrumentId);
        tree.put("symbol", new Word(instrument.terms().symbol()));
        tree.put("active", instrument.terms().active());
        tree.put("halted", instrument.isHalted());
        tree.put("last_price", Notation.decimal(instrument.lastE8()));
        tree.put("fresh", instrument.isFresh(nowNs, maxAgeNs));
        tree.put("feed", instrument.feed().id());
        tree.put("feed_state", new Word(instrument.feed().isUp() ? "UP" : "DOWN"));
        tree.put("feed_age_ns", instrument.feed().session() == 0 ? null : nowNs - instrument.feed().lastMessageNs());
        tree.put("volume_24h", Notation.decimal(instrument.volume24hE8(nowNs)));
        tree.put("traded_in", new Word(instrument.isBook() ? "BOOK" : "REFERENCE"));
        tree.putAll(fees(instrument.bookFees()));
        return tree;
    }

    /** Of a book, or an agent's own; null where there are none. */
    static Map<String, Object> fees(BookFees fees) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("maker_fee", fees == null ? null : Notation.decimal(fees.makerE8()));
        tree.put("taker_fee", fees == null ? null : Notation.decimal(fees.takerE8()));
        return tree;
    }

    /** Every book with all of its levels, under its instrument's symbol. */
    public Map<String, Object> books() {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int id = 1; id <= venue.instruments().count(); id++) {
            if (venue.instruments().byId(id).isBook()) {
                tree.put(venue.instruments().byId(id).terms().symbol(), book(id, Integer.MAX_VALUE));
            }
        }
        return tree;
    }

    /** The levels of both sides, the best first, so many of each. */
    Map<String, Object> book(int instrumentId, int levels) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("bids", levels(instrumentId, Side.BUY, levels));
        tree.put("offers", levels(instrumentId, Side.SELL, levels));
        return tree;
    }

    private List<Map<String, Object>> levels(int instrumentId, Side side, int most) {
        List<Map<String, Object>> list = new ArrayList<>();
        venue.orderBook(instrumentId).depth(side, (priceE8, quantityE8, orderCount) -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("price", Notation.decimal(priceE8));
            line.put("quantity", Notation.decimal(quantityE8));
            line.put("orders", orderCount);
            list.add(line);
            return list.size() < most;
        });
        return list;
    }

    /** The house's side of the books. */
    public Map<String, Object> house() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("issuance", Notation.decimal(venue.house().issuance()));
        tree.put("fees", Notation.decimal(venue.house().fees()));
        tree.put("market_usdt", Notation.decimal(venue.house().marketQuote()));
        for (int id = 1; id <= venue.instruments().count(); id++) {
            String symbol = venue.instruments().byId(id).terms().symbol();
            tree.put("market_" + symbol, Notation.decimal(venue.house().marketBase(id)));
            tree.put("returned_" + symbol, Notation.decimal(venue.house().returnedBase(id)));
        }
        return tree;
    }

    /** A line for each agent that there is. */
    public List<Map<String, Object>> agents() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int id = 1; id <= venue.accounts().lastAgentId(); id++) {
            Agent agent = venue.accounts().agent(id);
            if (agent != null) {
                Map<String, Object> line = new LinkedHashMap<>(identity(agent));
                line.putAll(cash(agent.portfolio()));
                list.add(line);
            }
        }
        return list;
    }

    /** All of an agent; it must exist. */
    public Map<String, Object> agent(int agentId) {
        Agent agent = venue.accounts().agent(agentId);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("agent", identity(agent));
        tree.put("limits", limits(venue.limits(agent)));
        tree.put("own_fees", fees(agent.fees()));
        tree.put("own_risk_profile", limits(agent.details().riskProfile()));
        tree.put("account_risk_profile", limits(agent.account().riskProfile()));
        tree.put("portfolio", portfolio(agent.portfolio(), venue.limits(agent)));
        tree.put("parked_portfolio",
                agent.isParked() ? portfolio(agent.parkedPortfolio(), venue.limits(agent)) : null);
        return tree;
    }

    private Map<String, Object> identity(Agent agent) {
        KillScope killedBy = venue.killedBy(agent);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("agent_id", agent.id());
        tree.put("account_id", agent.account().id());
        tree.put("name", new String(agent.details().name(), StandardCharsets.UTF_8));
        tree.put("status", new Word(agent.isArchived() ? "ARCHIVED" : "ACTIVE"));
        tree.put("account_status", new Word(agent.account().status().name()));
        tree.put("kill_switch", killedBy == KillScope.NULL_VAL ? null : new Word(killedBy.name()));
        return tree;
    }

    /** Risk settings; null where one is not set. */
    static Map<String, Object> limits(RiskProfile profile) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("max_order_size_pct", orNull(profile.maxOrderSizePctE8()));
        tree.put("max_position_size_pct", orNull(profile.maxPositionSizePctE8()));
        tree.put("daily_loss_limit_pct", orNull(profile.dailyLossLimitPctE8()));
        tree.put("min_order_size", orNull(profile.minOrderSizeE8()));
        tree.put("max_open_orders", orNull(profile.maxOpenOrders()));
        tree.put("order_rate_limit", orNull(profile.orderRateLimit()));
        return tree;
    }

    private static BigDecimal orNull(long valueE8) {
        return valueE8 == RiskProfile.UNSET ? null : Notation.decimal(valueE8);
    }

    private static Integer orNull(int count) {
        return count == RiskProfile.UNSET_COUNT ? null : count;
    }

    /** USDT of the portfolio in this place. */
    public Map<String, Object> cash(int place) {
        Portfolios portfolios = venue.portfolios();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("portfolio_id", portfolios.id(place));
        tree.put("available", Notation.decimal(portfolios.availableE8(place)));
        tree.put("held", Notation.decimal(portfolios.heldE8(place)));
        tree.put("equity", Notation.decimal(venue.equityE8(place)));
        tree.put("realized_pnl", Notation.decimal(portfolios.realizedPnlE8(place)));
        tree.put("open_orders", portfolios.openOrders(place));
        return tree;
    }

    private Map<String, Object> portfolio(int place, RiskProfile limits) {
        Portfolios portfolios = venue.portfolios();
        long day = DailyLoss.day(nowNs);
        Map<String, Object> tree = new LinkedHashMap<>(cash(place));
        tree.put("starting_balance", Notation.decimal(portfolios.startingBalanceE8(place)));
        tree.put("day_pnl", Notation.decimal(portfolios.dayPnlE8(place, day)));
        tree.put("day_loss_limit", Notation.decimal(venue.dailyLoss().limitE8(place, limits)));
        tree.put("halted", portfolios.isHalted(place, day));
        tree.put("orders_this_minute", portfolios.minuteCount(place, nowNs / MINUTE_NS));
        tree.put("positions", positions(place));
        tree.put("orders", orders(place));
        return tree;
    }

    /** Every instrument that the portfolio ever bought, in the order of the first purchase. */
    public List<Map<String, Object>> positions(int place) {
        Holdings holdings = venue.portfolios().holdings();
        List<Map<String, Object>> list = new ArrayList<>();
        int row = venue.portfolios().firstHolding(place);
        for (; row != Portfolios.NONE; row = holdings.next(row)) {
            Instrument instrument = venue.instruments().byId(holdings.instrumentId(row));
            long valueE8 = E8.saturate(
                    E8.multiply(holdings.quantityE8(row), instrument.lastE8(), Rounding.HALF_EVEN));
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("symbol", new Word(instrument.terms().symbol()));
            line.put("available", Notation.decimal(holdings.availableE8(row)));
            line.put("held", Notation.decimal(holdings.heldE8(row)));
            line.put("cost", Notation.decimal(holdings.costE8(row)));
            line.put("value", Notation.decimal(valueE8));
            line.put("realized_pnl", Notation.decimal(holdings.realizedPnlE8(row)));
            line.put("opened", new Word(Notation.time(holdings.openedNs(row))));
            list.add(line);
        }
        return list;
    }

    /** The portfolio's open orders in acceptance order, with what they have left. */
    private List<Map<String, Object>> orders(int place) {
        Orders orders = venue.orders();
        Order order = new Order();
        List<Map<String, Object>> list = new ArrayList<>();
        int slot = venue.portfolios().firstOrder(place);
        for (; slot != Orders.NONE; slot = orders.nextOfPortfolio(slot)) {
            orders.read(slot, order);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("order_id", order.id());
            line.put("symbol", new Word(venue.instruments().byId(order.instrumentId()).terms().symbol()));
            line.put("side", new Word(order.side().name()));
            line.put("type", new Word(order.type().name()));
            line.put("quantity", Notation.decimal(order.quantityE8()));
            line.put("price", Notation.decimal(order.priceE8()));
            line.put("held", Notation.decimal(order.heldE8()));
            line.put("accepted", new Word(Notation.time(orders.acceptedNs(slot))));
            line.put("waiting", venue.isWaiting(slot));
            list.add(line);
        }
        return list;
    }
}
