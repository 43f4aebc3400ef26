package io.bullring.core.scenario;

import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.workload.CommandFactory;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.InstrumentStatus;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.ReportTradeEncoder;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.SetInstrumentStatusEncoder;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Lines about the venue, its market and its orders, written as commands: RULES.md sections 1 to 6. */
final class ScenarioTrade {
    private static final Runnable NOTHING = () -> {};
    private static final int EVERY_INSTRUMENT = 0;
    private static final List<String> CONDITIONS = List.of("gtc", "ioc", "fok", "post-only", "prevent");

    private final CommandFactory command;
    private final ScenarioCast cast;

    ScenarioTrade(CommandFactory command, ScenarioCast cast) {
        this.command = command;
        this.cast = cast;
    }

    /** Writes the command and returns what the scenario has to remember unless it is refused. */
    Runnable write(String verb, ScenarioLine line, long nowNs) {
        return switch (verb) {
            case "instrument" -> instrument(line);
            case "book" -> book(line);
            case "price" -> price(line, nowNs);
            case "trade" -> trade(line, nowNs);
            default -> {
                writeUnremembered(verb, line);
                yield NOTHING;
            }
        };
    }

    private void writeUnremembered(String verb, ScenarioLine line) {
        switch (verb) {
            case "venue" -> command.configureVenue(ScenarioSettings.rules(line));
            case "feed" -> feed(line);
            case "time" -> command.advanceTime();
            case "halt" -> command.setInstrumentStatus(cast.instrumentId(line.word()), InstrumentStatus.HALTED);
            case "resume" -> command.setInstrumentStatus(cast.instrumentId(line.word()), InstrumentStatus.TRADING);
            case "instrument-status" -> instrumentStatus(line);
            case "buy" -> order(Side.BUY, line);
            case "sell" -> order(Side.SELL, line);
            case "grant" -> grant(line);
            case "fees" -> fees(line);
            case "modify" -> modify(line);
            case "cancel" ->
                command.cancelOrder(cast.agentId(line.word()), Long.parseLong(line.word().substring(1)));
            case "cancel-all" ->
                command.cancelAllOrders(
                        cast.agentId(line.word()), line.hasMore() ? cast.instrumentId(line.word()) : EVERY_INSTRUMENT);
            default -> throw new IllegalArgumentException("no such verb: " + verb);
        }
    }

    private Runnable instrument(ScenarioLine line) {
        InstrumentTerms terms = ScenarioSettings.terms(line);
        command.defineInstrument(terms, line.hasMore() ? line.amountE8() : 0);
        return () -> cast.defined(terms.symbol());
    }

    private void instrumentStatus(ScenarioLine line) {
        command.setInstrumentStatus(cast.instrumentId(line.word()), InstrumentStatus.TRADING);
        command.overwriteByte(SetInstrumentStatusEncoder.statusEncodingOffset(), line.count());
    }

    private static boolean saysCondition(ScenarioLine line) {
        return line.hasMore() && CONDITIONS.contains(line.words().peek());
    }

    private void bookOrder(
            Side side, int agentId, int instrumentId, long quantityE8, OrderType type, long priceE8,
            ScenarioLine line) {
        TimeInForce timeInForce = TimeInForce.GTC;
        for (TimeInForce said : List.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK)) {
            timeInForce = line.takes(said.name().toLowerCase(Locale.ROOT)) ? said : timeInForce;
        }
        boolean postOnly = line.takes("post-only");
        SelfTradePrevention prevention = line.takes("prevent")
                ? SelfTradePrevention.valueOf(line.word().toUpperCase(Locale.ROOT))
                : SelfTradePrevention.NONE;
        byte[] id = line.takes("id") ? line.word().getBytes(StandardCharsets.US_ASCII) : CommandFactory.NO_ID;
        command.placeBookOrder(
                agentId, instrumentId, side, type, quantityE8, priceE8, timeInForce, postOnly, prevention, id);
    }

    private Runnable book(ScenarioLine line) {
        String symbol = line.word();
        long openingE8 = line.amountE8();
        boolean isActive = !line.takes("inactive");
        long minE8 = line.takes("min") ? line.amountE8() : 0;
        long maxE8 = line.takes("max") ? line.amountE8() : 0;
        long notionalE8 = line.takes("notional") ? line.amountE8() : 0;
        long makerE8 = line.takes("maker") ? line.amountE8() : 0;
        long takerE8 = line.takes("taker") ? line.amountE8() : 0;
        InstrumentTerms terms =
                new InstrumentTerms(symbol, InstrumentTerms.NO_FEED, isActive, minE8, maxE8, 0, notionalE8);
        command.defineBook(terms, new BookFees(makerE8, takerE8), openingE8);
        return () -> cast.defined(symbol);
    }

    private void grant(ScenarioLine line) {
        int agentId = cast.agentId(line.word());
        command.grantBase(
                agentId, cast.ownerOf(agentId), cast.instrumentId(line.word()), line.amountE8());
    }

    private void fees(ScenarioLine line) {
        int agentId = cast.agentId(line.word());
        BookFees fees = line.takes("none") ? null : new BookFees(line.amountE8(), line.amountE8());
        command.setAgentFees(agentId, cast.ownerOf(agentId), fees);
    }

    private void modify(ScenarioLine line) {
        int agentId = cast.agentId(line.word());
        long orderId = Long.parseLong(line.word().substring(1));
        long quantityE8 = line.takes("quantity") ? line.amountE8() : CommandFactory.NO_PRICE;
        long priceE8 = line.takes("price") ? line.amountE8() : CommandFactory.NO_PRICE;
        command.modifyOrder(agentId, orderId, quantityE8, priceE8);
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

    private Runnable price(ScenarioLine line, long nowNs) {
        String symbol = line.word();
        long lastE8 = line.amountE8();
        long lowE8 = line.takes("low") ? line.amountE8() : lastE8;
        long highE8 = line.takes("high") ? line.amountE8() : lastE8;
        long volumeE8 = line.takes("volume") ? line.amountE8() : 0;
        command.updatePrice(cast.instrumentId(symbol), lastE8, lowE8, highE8, volumeE8, 1, nowNs, 1);
        return () -> cast.priced(symbol, lastE8);
    }

    private Runnable trade(ScenarioLine line, long nowNs) {
        String symbol = line.word();
        long priceE8 = line.amountE8();
        long quantityE8 = line.amountE8();
        Side side = line.takes("buy") ? Side.BUY : Side.SELL;
        boolean isCode = side == Side.SELL && !line.takes("sell");
        command.reportTrade(cast.instrumentId(symbol), side, priceE8, quantityE8, nowNs, 1);
        if (isCode) {
            command.overwriteByte(ReportTradeEncoder.takerSideEncodingOffset(), line.count());
        }
        return () -> cast.priced(symbol, priceE8);
    }

    private void order(Side side, ScenarioLine line) {
        int agentId = cast.agentId(line.word());
        int instrumentId = cast.instrumentId(line.word());
        long quantityE8 = line.amountE8();
        OrderType type =
                switch (line.word()) {
                    case "market" -> OrderType.MARKET;
                    case "limit" -> OrderType.LIMIT;
                    case "stop" -> OrderType.STOP_LOSS;
                    case "target" -> OrderType.TAKE_PROFIT;
                    default -> throw new IllegalArgumentException("market, limit, stop or target");
                };
        boolean isPriced = line.hasMore() && !"id".equals(line.words().peek()) && !saysCondition(line);
        long priceE8 = isPriced ? line.amountE8() : CommandFactory.NO_PRICE;
        if (saysCondition(line)) {
            bookOrder(side, agentId, instrumentId, quantityE8, type, priceE8, line);
            return;
        }
        byte[] id = line.takes("id") ? line.word().getBytes(StandardCharsets.US_ASCII) : CommandFactory.NO_ID;
        command.placeOrder(agentId, instrumentId, side, type, quantityE8, priceE8, id, id.length);
    }
}
