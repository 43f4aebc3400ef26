package io.bullring.core.model;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.event.EventSink;
import io.bullring.core.event.ReleasedHolds;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.InstrumentStatus;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Writes events down as lines for people: every field, amounts as decimals, instruments by their symbols. */
public final class EventPrinter implements EventSink {
    private final Map<Integer, String> symbols = new HashMap<>();
    private final List<EventLine> lines = new ArrayList<>();
    private int answerIndex;

    /** The events since the last {@link #clear}, due work first. */
    public List<EventLine> lines() {
        return List.copyOf(lines);
    }

    /** Which of the lines is the first of the command's own. */
    public int answerIndex() {
        return answerIndex;
    }

    public void clear() {
        lines.clear();
        answerIndex = 0;
    }

    private EventLine say(String event) {
        EventLine line = new EventLine(event);
        lines.add(line);
        return line;
    }

    private EventLine order(String event, long orderId, int agentId, long portfolioId, int instrumentId, Side side) {
        return say(event)
                .with("#" + orderId)
                .with("agent", agentId)
                .with("portfolio", portfolioId)
                .with(symbol(instrumentId))
                .with(word(side));
    }

    private String symbol(int instrumentId) {
        return symbols.getOrDefault(instrumentId, "instrument " + instrumentId);
    }

    private static String word(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void answerStarts() {
        answerIndex = lines.size();
    }

    @Override
    public void commandRejected(
            int agentId,
            long portfolioId,
            int instrumentId,
            RejectReason reason,
            long actual,
            long allowed,
            long limitPctE8,
            long currentE8,
            long requested,
            long equityE8) {
        EventLine line = say("CommandRejected").with(reason.name());
        line.with("agent", agentId).with("portfolio", portfolioId).with(symbol(instrumentId));
        RefusedNumbers numbers = new RefusedNumbers(reason, line);
        numbers.measured("actual", actual);
        numbers.measured("allowed", allowed);
        numbers.amount("limitPct", limitPctE8);
        numbers.amount("current", currentE8);
        numbers.requested(requested);
        numbers.amount("equity", equityE8);
    }

    @Override
    public void venueConfigured(VenueRules rules) {
        say("VenueConfigured").with(rules.toString());
    }

    @Override
    public void instrumentDefined(int instrumentId, InstrumentTerms terms) {
        symbols.put(instrumentId, terms.symbol());
        say("InstrumentDefined").with("instrument", instrumentId).with(terms.toString());
    }

    @Override
    public void accountOpened(
            int accountId,
            int defaultAgentId,
            byte[] keyDigest,
            byte[] keyPreview,
            byte[] displayName,
            byte[] secretHash) {
        say("AccountOpened")
                .with("account", accountId)
                .with("agent", defaultAgentId)
                .with("key", PrintedValues.hex(keyDigest))
                .with("preview", PrintedValues.text(keyPreview))
                .with("name", PrintedValues.text(displayName))
                .with("secret", PrintedValues.text(secretHash));
    }

    @Override
    public void agentCreated(
            int agentId,
            int accountId,
            long portfolioId,
            long startingBalanceE8,
            byte[] keyDigest,
            byte[] keyPreview,
            AgentDetails details) {
        EventLine line = agent("AgentCreated", agentId, accountId)
                .with("portfolio", portfolioId)
                .with("balance", PrintedValues.amount(startingBalanceE8))
                .with("key", PrintedValues.hex(keyDigest))
                .with("preview", PrintedValues.text(keyPreview));
        describe(line, details);
    }

    @Override
    public void agentUpdated(int agentId, int accountId, AgentDetails details) {
        describe(agent("AgentUpdated", agentId, accountId), details);
    }

    private static void describe(EventLine line, AgentDetails details) {
        line.with("name", PrintedValues.text(details.name()))
                .with("description", PrintedValues.text(details.description()))
                .with("model", PrintedValues.text(details.llmModel()))
                .with("framework", PrintedValues.text(details.framework()))
                .with("tags", PrintedValues.text(details.strategyTags()))
                .with("avatar", PrintedValues.text(details.avatarUrl()))
                .with("color", PrintedValues.text(details.color()))
                .with("config", PrintedValues.text(details.riskConfig()))
                .with("risk", PrintedValues.profile(details.riskProfile()));
    }

    @Override
    public void accountUpdated(int accountId, RiskProfile riskProfile, byte[] displayName, byte[] riskConfig) {
        say("AccountUpdated")
                .with("account", accountId)
                .with("name", PrintedValues.text(displayName))
                .with("risk", PrintedValues.profile(riskProfile))
                .with("config", PrintedValues.text(riskConfig));
    }

    @Override
    public void accountStatusChanged(int accountId, AccountStatus status) {
        say("AccountStatusChanged").with("account", accountId).with(status.name());
    }

    @Override
    public void agentReset(
            int agentId,
            int accountId,
            long portfolioId,
            long closedPortfolioId,
            long startingBalanceE8,
            long endingEquityE8) {
        agent("AgentReset", agentId, accountId)
                .with("portfolio", portfolioId)
                .with("closed", closedPortfolioId)
                .with("balance", PrintedValues.amount(startingBalanceE8))
                .with("worth", PrintedValues.amount(endingEquityE8));
    }

    @Override
    public void agentArchived(int agentId, int accountId) {
        agent("AgentArchived", agentId, accountId);
    }

    @Override
    public void agentDeleted(int agentId, int accountId) {
        agent("AgentDeleted", agentId, accountId);
    }

    @Override
    public void keyRotated(int agentId, int accountId, byte[] keyDigest, byte[] keyPreview) {
        agent("KeyRotated", agentId, accountId)
                .with("key", PrintedValues.hex(keyDigest))
                .with("preview", PrintedValues.text(keyPreview));
    }

    @Override
    public void alreadyDone(int agentId, int accountId, long firstTimeNs) {
        agent("AlreadyDone", agentId, accountId).with("from", firstTimeNs);
    }

    @Override
    public void portfolioParked(
            int agentId, int accountId, long portfolioId, long parkedPortfolioId, long startingBalanceE8) {
        agent("PortfolioParked", agentId, accountId)
                .with("portfolio", portfolioId)
                .with("parked", parkedPortfolioId)
                .with("balance", PrintedValues.amount(startingBalanceE8));
    }

    @Override
    public void portfolioReturned(
            int agentId, int accountId, long portfolioId, long closedPortfolioId, long endingEquityE8) {
        agent("PortfolioReturned", agentId, accountId)
                .with("portfolio", portfolioId)
                .with("closed", closedPortfolioId)
                .with("worth", PrintedValues.amount(endingEquityE8));
    }

    @Override
    public void killSwitchChanged(int agentId, int accountId, KillScope scope, boolean engaged) {
        agent("KillSwitchChanged", agentId, accountId).with(scope.name()).with(engaged ? "engaged" : "released");
    }

    @Override
    public void instrumentStatusChanged(int instrumentId, InstrumentStatus status) {
        say("InstrumentStatusChanged").with(symbol(instrumentId)).with(status.name());
    }

    private EventLine agent(String event, int agentId, int accountId) {
        return say(event).with("agent", agentId).with("account", accountId);
    }

    @Override
    public void orderAccepted(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            OrderType type,
            long quantityE8,
            long priceE8,
            long heldE8,
            DirectBuffer clientOrderId) {
        order("OrderAccepted", orderId, agentId, portfolioId, instrumentId, side)
                .with(word(type))
                .with(PrintedValues.amount(quantityE8))
                .with("@", PrintedValues.amount(priceE8))
                .with("held", PrintedValues.amount(heldE8))
                .with("id", PrintedValues.text(clientOrderId));
    }

    @Override
    public void orderFilled(
            long orderId,
            long fillId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            OrderType type,
            long quantityE8,
            long priceE8,
            long referencePriceE8,
            long slippagePctE8,
            long notionalE8,
            long feeE8,
            long releasedE8,
            long realizedPnlE8,
            DirectBuffer clientOrderId) {
        order("OrderFilled", orderId, agentId, portfolioId, instrumentId, side)
                .with(word(type))
                .with(PrintedValues.amount(quantityE8))
                .with("@", PrintedValues.amount(priceE8))
                .with("reference", PrintedValues.amount(referencePriceE8))
                .with("slippage", PrintedValues.amount(slippagePctE8))
                .with("gross", PrintedValues.amount(notionalE8))
                .with("fee", PrintedValues.amount(feeE8))
                .with("released", PrintedValues.amount(releasedE8))
                .with("realized", PrintedValues.amount(realizedPnlE8))
                .with("fill", fillId)
                .with("id", PrintedValues.text(clientOrderId));
    }

    @Override
    public void bookDefined(int instrumentId, InstrumentTerms terms, BookFees fees, long lastE8) {
        symbols.put(instrumentId, terms.symbol());
        say("BookDefined")
                .with("instrument", instrumentId)
                .with(terms.toString())
                .with("maker", PrintedValues.amount(fees.makerE8()))
                .with("taker", PrintedValues.amount(fees.takerE8()))
                .with("last", PrintedValues.amount(lastE8));
    }

    @Override
    public void agentFeesChanged(int agentId, int accountId, BookFees fees) {
        EventLine line = agent("AgentFeesChanged", agentId, accountId);
        if (fees == null) {
            line.with("none");
        } else {
            line.with("maker", PrintedValues.amount(fees.makerE8()))
                    .with("taker", PrintedValues.amount(fees.takerE8()));
        }
    }

    @Override
    public void bookOrderAccepted(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            OrderType type,
            long quantityE8,
            long priceE8,
            long heldE8,
            TimeInForce timeInForce,
            boolean postOnly,
            SelfTradePrevention selfTradePrevention,
            DirectBuffer clientOrderId) {
        order("BookOrderAccepted", orderId, agentId, portfolioId, instrumentId, side)
                .with(word(type))
                .with(PrintedValues.amount(quantityE8))
                .with("@", PrintedValues.amount(priceE8))
                .with("held", PrintedValues.amount(heldE8))
                .with(word(timeInForce))
                .with(postOnly ? "post-only" : "may-trade")
                .with("prevention", word(selfTradePrevention))
                .with("id", PrintedValues.text(clientOrderId));
    }

    @Override
    public void orderTraded(
            long orderId,
            long fillId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            Liquidity liquidity,
            long quantityE8,
            long priceE8,
            long notionalE8,
            long feeE8,
            long releasedE8,
            long leftE8,
            long realizedPnlE8) {
        order("OrderTraded", orderId, agentId, portfolioId, instrumentId, side)
                .with(word(liquidity))
                .with(PrintedValues.amount(quantityE8))
                .with("@", PrintedValues.amount(priceE8))
                .with("gross", PrintedValues.amount(notionalE8))
                .with("fee", PrintedValues.amount(feeE8))
                .with("released", PrintedValues.amount(releasedE8))
                .with("left", PrintedValues.amount(leftE8))
                .with("realized", PrintedValues.amount(realizedPnlE8))
                .with("fill", fillId);
    }

    @Override
    public void orderReduced(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            long leftE8,
            long releasedE8) {
        order("OrderReduced", orderId, agentId, portfolioId, instrumentId, side)
                .with("left", PrintedValues.amount(leftE8))
                .with("released", PrintedValues.amount(releasedE8));
    }

    @Override
    public void orderReplaced(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            long leftE8,
            long priceE8,
            long releasedE8,
            long heldE8) {
        order("OrderReplaced", orderId, agentId, portfolioId, instrumentId, side)
                .with("left", PrintedValues.amount(leftE8))
                .with("@", PrintedValues.amount(priceE8))
                .with("released", PrintedValues.amount(releasedE8))
                .with("held", PrintedValues.amount(heldE8));
    }

    @Override
    public void baseGranted(int agentId, long portfolioId, int instrumentId, long quantityE8, long costE8) {
        say("BaseGranted")
                .with("agent", agentId)
                .with("portfolio", portfolioId)
                .with(symbol(instrumentId))
                .with(PrintedValues.amount(quantityE8))
                .with("cost", PrintedValues.amount(costE8));
    }

    @Override
    public void orderCancelled(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            CancelReason reason,
            long releasedE8) {
        order("OrderCancelled", orderId, agentId, portfolioId, instrumentId, side)
                .with(reason.name())
                .with("released", PrintedValues.amount(releasedE8));
    }

    @Override
    public void ordersCancelled(int agentId, long portfolioId, int instrumentId, ReleasedHolds released) {
        EventLine line = say("OrdersCancelled")
                .with("agent", agentId)
                .with("portfolio", portfolioId)
                .with(symbol(instrumentId))
                .with("count", released.orders())
                .with("cash", PrintedValues.amount(released.cashE8()));
        for (int i = 0; i < released.assets(); i++) {
            line.with("base of " + symbol(released.instrumentId(i)), PrintedValues.amount(released.assetE8(i)));
        }
    }

    @Override
    public void orderRejected(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            RejectReason reason,
            long releasedE8) {
        order("OrderRejected", orderId, agentId, portfolioId, instrumentId, side)
                .with(reason.name())
                .with("released", PrintedValues.amount(releasedE8));
    }

    @Override
    public void orderExpired(
            long orderId, int agentId, long portfolioId, int instrumentId, Side side, long releasedE8) {
        order("OrderExpired", orderId, agentId, portfolioId, instrumentId, side)
                .with("released", PrintedValues.amount(releasedE8));
    }

    @Override
    public void tradeReported(int instrumentId, Side takerSide, long tradeId) {
        say("TradeReported")
                .with(symbol(instrumentId))
                .with(word(takerSide))
                .with("trade", tradeId);
    }

    @Override
    public void priceUpdated(
            int instrumentId,
            int tradeCount,
            long lastE8,
            long lowE8,
            long highE8,
            long volumeE8,
            long tradeTimeNs,
            long tradeId) {
        say("PriceUpdated")
                .with(symbol(instrumentId))
                .with(PrintedValues.amount(lastE8))
                .with("low", PrintedValues.amount(lowE8))
                .with("high", PrintedValues.amount(highE8))
                .with("volume", PrintedValues.amount(volumeE8))
                .with("trades", tradeCount)
                .with("at", tradeTimeNs)
                .with("trade", tradeId);
    }

    @Override
    public void feedChanged(int feedId, FeedState state, FeedReason reason) {
        say("FeedChanged").with("feed", feedId).with(state.name()).with(reason.name());
    }

    @Override
    public void tradingHalted(int agentId, long portfolioId, long dailyPnlE8, long lossLimitE8) {
        say("TradingHalted")
                .with("agent", agentId)
                .with("portfolio", portfolioId)
                .with("result", PrintedValues.amount(dailyPnlE8))
                .with("limit", PrintedValues.amount(lossLimitE8));
    }

    @Override
    public void tradingResumed(int agentId, long portfolioId) {
        say("TradingResumed").with("agent", agentId).with("portfolio", portfolioId);
    }

    @Override
    public void answerRepeated(int agentId, long portfolioId, long firstTimeNs, DirectBuffer answer) {
        say("AnswerRepeated")
                .with("agent", agentId)
                .with("portfolio", portfolioId)
                .with("from", firstTimeNs)
                .with("answer", PrintedValues.event(answer));
    }

    @Override
    public void commandSkipped(long skippedSequence, long skipSequence) {
        say("CommandSkipped").with("command", skippedSequence).with("by", skipSequence);
    }
}
