package io.bullring.gateway.push;

import io.bullring.core.event.EventCursor;
import io.bullring.core.port.EventListener;
import io.bullring.gateway.history.OrderRecord;
import io.bullring.gateway.history.OrderSink;
import io.bullring.gateway.market.Trade;
import io.bullring.protocol.AgentCreatedDecoder;
import io.bullring.protocol.AgentResetDecoder;
import io.bullring.protocol.BaseGrantedDecoder;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.OrderTradedDecoder;
import io.bullring.protocol.PortfolioParkedDecoder;
import io.bullring.protocol.PortfolioReturnedDecoder;
import io.bullring.protocol.PriceUpdatedDecoder;
import io.bullring.protocol.Side;
import io.bullring.protocol.TradeReportedDecoder;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.agrona.DirectBuffer;

/**
 * Tells every event loop what happened: ticks as the events have them, orders as the history made them. On the follower's
 * thread, behind the history, so that the engine thread has nothing to do with it. It keeps the last tick of each
 * instrument and the owner of each agent: as many as the venue's rules admit.
 */
public final class PushDesk implements EventListener, OrderSink {
    private static final Handover[] NOBODY = {};

    private final ConcurrentMap<Integer, Tick> lastTicks = new ConcurrentHashMap<>();
    private final Owners owners = new Owners();
    private volatile Handover[] handovers = NOBODY;

    private final EventCursor cursor = new EventCursor();
    private final PriceUpdatedDecoder price = new PriceUpdatedDecoder();
    private final OrderTradedDecoder traded = new OrderTradedDecoder();
    private final TradeReportedDecoder reported = new TradeReportedDecoder();
    private final AgentCreatedDecoder created = new AgentCreatedDecoder();
    private final AgentResetDecoder reset = new AgentResetDecoder();
    private final PortfolioParkedDecoder parked = new PortfolioParkedDecoder();
    private final PortfolioReturnedDecoder returned = new PortfolioReturnedDecoder();
    private final BaseGrantedDecoder granted = new BaseGrantedDecoder();
    private long ticks;
    private int tradedBook; // whose trades were told last: a price of it adds those up
    private Side takerSide; // in the trade that the next price tells; null: nobody said

    /**
     * A way to one event loop, which is told nothing until it {@link Handover#want}s it. For any thread.
     *
     * @param capacity pushes on their way at most
     * @param eventLoop runs tasks one after the other on the loop's thread; never blocks
     */
    public synchronized Handover register(int capacity, Executor eventLoop, PushHandler handler) {
        Handover handover = new Handover(capacity, eventLoop, handler);
        Handover[] more = Arrays.copyOf(handovers, handovers.length + 1);
        more[handovers.length] = handover;
        handovers = more;
        return handover;
    }

    /** Tells this loop nothing more. For any thread. */
    public synchronized void unregister(Handover handover) {
        handover.end();
        handovers = Arrays.stream(handovers).filter(other -> other != handover).toArray(Handover[]::new);
    }

    /** Pushes on their way, to all loops together. For any thread. */
    public int waiting() {
        int waiting = 0;
        for (Handover handover : handovers) {
            waiting += handover.waiting();
        }
        return waiting;
    }

    /** The last tick of an instrument since the venue started, or null. For any thread. */
    public Tick lastTick(int instrumentId) {
        return lastTicks.get(instrumentId);
    }

    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        cursor.wrap(events, offset, length);
        while (cursor.next()) {
            switch (cursor.templateId()) {
                case OrderTradedDecoder.TEMPLATE_ID -> onTraded(timeNs);
                case TradeReportedDecoder.TEMPLATE_ID -> onReported();
                case PriceUpdatedDecoder.TEMPLATE_ID -> onPriceUpdated(timeNs);
                case AgentCreatedDecoder.TEMPLATE_ID -> onAgentCreated();
                case AgentResetDecoder.TEMPLATE_ID ->
                    onPortfolioChange(reset.wrapAndApplyHeader(
                            cursor.buffer(), cursor.offset(), cursor.messageHeader()).agentId());
                case PortfolioParkedDecoder.TEMPLATE_ID ->
                    onPortfolioChange(parked.wrapAndApplyHeader(
                            cursor.buffer(), cursor.offset(), cursor.messageHeader()).agentId());
                case PortfolioReturnedDecoder.TEMPLATE_ID ->
                    onPortfolioChange(returned.wrapAndApplyHeader(
                            cursor.buffer(), cursor.offset(), cursor.messageHeader()).agentId());
                case BaseGrantedDecoder.TEMPLATE_ID ->
                    onPortfolioChange(granted.wrapAndApplyHeader(
                            cursor.buffer(), cursor.offset(), cursor.messageHeader()).agentId());
                default -> {}
            }
        }
    }

    /** Called by the history while it takes the events in. */
    @Override
    public void onOrder(OrderRecord order) {
        OrderChange change = null;
        for (Handover handover : handovers) {
            if (handover.wantsOrders()) {
                change = change == null ? new OrderChange(owners.of(order.agentId()), order) : change;
                handover.offer(change);
            }
        }
    }

    /** Whether somebody is to be told of a price at the end of this batch. On the follower's thread. */
    public boolean hasTicks() {
        for (Handover handover : handovers) {
            if (handover.hasTicksInBatch()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onBatchEnd() {
        for (Handover handover : handovers) {
            handover.onBatchEnd();
        }
    }

    /** One of the two sides of a trade in a book. */
    private void onTraded(long timeNs) {
        traded.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        if (traded.liquidity() == Liquidity.TAKER) {
            tradedBook = traded.instrumentId();
            tell(new Tick(
                    ++ticks,
                    tradedBook,
                    traded.priceE8(),
                    traded.quantityE8(),
                    timeNs,
                    traded.fillId(),
                    timeNs,
                    traded.side() == Side.BUY,
                    false));
        }
    }

    /** Its price follows. */
    private void onReported() {
        takerSide = reported.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader()).takerSide();
    }

    /** That of a book adds up trades that were told one by one; retold at a start it stands alone. */
    private void onPriceUpdated(long timeNs) {
        price.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        if (price.instrumentId() == tradedBook) {
            return;
        }
        boolean inferred = takerSide == null;
        boolean byBuyer = inferred ? isByBuyer(lastTicks.get(price.instrumentId())) : takerSide == Side.BUY;
        takerSide = null;
        tell(new Tick(
                ++ticks,
                price.instrumentId(),
                price.lastE8(),
                price.volumeE8(),
                price.tradeTimeNs(),
                price.tradeId(),
                timeNs,
                byBuyer,
                inferred));
    }

    private boolean isByBuyer(Tick before) {
        return before == null || Trade.isByBuyer(price.lastE8(), before.priceE8(), before.byBuyer());
    }

    private void tell(Tick tick) {
        lastTicks.put(tick.instrumentId(), tick);
        for (Handover handover : handovers) {
            handover.offer(tick);
        }
    }

    /** What no order says. */
    private void onPortfolioChange(int agentId) {
        PortfolioChange change = null;
        for (Handover handover : handovers) {
            if (handover.wantsOrders()) {
                change = change == null ? new PortfolioChange(owners.of(agentId), agentId) : change;
                handover.offer(change);
            }
        }
    }

    private void onAgentCreated() {
        created.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        owners.put(created.agentId(), created.accountId());
    }
}
