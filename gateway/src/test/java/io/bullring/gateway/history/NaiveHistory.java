package io.bullring.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.event.EventCursor;
import io.bullring.core.port.EventListener;
import io.bullring.protocol.AgentCreatedDecoder;
import io.bullring.protocol.AgentDeletedDecoder;
import io.bullring.protocol.AgentResetDecoder;
import io.bullring.protocol.BaseGrantedDecoder;
import io.bullring.protocol.BookDefinedDecoder;
import io.bullring.protocol.BookOrderAcceptedDecoder;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderExpiredDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.OrderReducedDecoder;
import io.bullring.protocol.OrderRejectedDecoder;
import io.bullring.protocol.OrderReplacedDecoder;
import io.bullring.protocol.OrderTradedDecoder;
import io.bullring.protocol.PortfolioParkedDecoder;
import io.bullring.protocol.PortfolioReturnedDecoder;
import io.bullring.protocol.PriceUpdatedDecoder;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;

/** The history, slow and obvious: all orders in a map, all prices of feeds and trades in books in a list. The reference for the store on disk. */
final class NaiveHistory implements EventListener {
    record Trade(int instrumentId, long timeNs, long tradeId, int count, long last, long low, long high, long volume) {}

    private static final Comparator<Trade> BY_TIME =
            Comparator.comparingLong(Trade::timeNs).thenComparingLong(Trade::tradeId);

    private final NavigableMap<Long, OrderRecord> orders = new TreeMap<>();
    private final List<FillRecord> fills = new ArrayList<>();
    private final List<FillRecord> taken = new ArrayList<>();
    private final List<GrantRecord> grants = new ArrayList<>();
    private final List<Trade> trades = new ArrayList<>();
    private final Set<Integer> books = new HashSet<>();
    private final NaiveWorths worths = new NaiveWorths();
    /** Once all of them are there. */
    private final Map<Integer, List<Candle>> minutes = new HashMap<>();
    private final EventCursor cursor = new EventCursor();
    private long lastOrderId;

    NaiveWorths worths() {
        return worths;
    }

    List<OrderRecord> orders(int agentId, OrderFilter filter) {
        return orders.descendingMap()
                .values()
                .stream()
                .filter(order -> order.agentId() == agentId && filter.accepts(order))
                .toList();
    }

    List<OrderRecord> openOrders(int agentId) {
        return orders(agentId, OrderFilter.ALL).stream().filter(order -> order.status().isOpen()).toList();
    }

    List<FillRecord> fills(int agentId) {
        return fills.reversed().stream().filter(fill -> fill.agentId() == agentId).toList();
    }

    /** Trades in a book, the newest first. */
    List<FillRecord> taken(int instrumentId) {
        return taken.reversed().stream().filter(fill -> fill.instrumentId() == instrumentId).toList();
    }

    /** The newest first. */
    List<GrantRecord> grants(int agentId) {
        return grants.reversed().stream().filter(grant -> grant.agentId() == agentId).toList();
    }

    OrderRecord order(long orderId) {
        return orders.get(orderId);
    }

    long lastOrderId() {
        return lastOrderId;
    }

    List<Candle> candles(int instrumentId, CandleInterval interval) {
        NavigableMap<Long, List<Trade>> spans = new TreeMap<>();
        for (Trade trade : trades) {
            if (trade.instrumentId() == instrumentId) {
                spans.computeIfAbsent(interval.openNs(trade.timeNs()), open -> new ArrayList<>()).add(trade);
            }
        }
        Set<Long> partial = partial(instrumentId, interval);
        List<Candle> candles = new ArrayList<>();
        spans.forEach((openNs, ofSpan) -> candles.add(candle(openNs, ofSpan, partial.contains(openNs))));
        return candles;
    }

    /** Of a portfolio at a time: each position at the last price that was there then, of minutes that were over. */
    WorthPoint worth(long portfolioId, long timeNs) {
        return worths.at(portfolioId, timeNs, instrumentId -> {
            long price = 0;
            for (Candle minute : minutes.computeIfAbsent(
                    instrumentId, id -> candles(id, CandleInterval.ONE_MINUTE))) {
                price = minute.lastTradeNs() < timeNs ? minute.closeE8() : price;
            }
            return price == 0 ? null : BigDecimal.valueOf(price);
        });
    }

    /** Begins of the spans that have one of the ends of a hole in the numbers, in the order of their arrival. */
    private Set<Long> partial(int instrumentId, CandleInterval interval) {
        Set<Long> partial = new HashSet<>();
        Trade newest = null;
        for (Trade trade : books.contains(instrumentId) ? List.<Trade>of() : trades) {
            boolean isLate = newest != null && BY_TIME.compare(trade, newest) <= 0;
            if (trade.instrumentId() != instrumentId || isLate) {
                continue;
            }
            long firstId = trade.tradeId() - trade.count() + 1;
            if (firstId > 1 && (newest == null || firstId != newest.tradeId() + 1)) {
                partial.add(interval.openNs(trade.timeNs()));
                partial.add(interval.openNs((newest == null ? trade : newest).timeNs()));
            }
            newest = trade;
        }
        return partial;
    }

    private static Candle candle(long openNs, List<Trade> trades, boolean isPartial) {
        List<Trade> sorted = new ArrayList<>(trades);
        sorted.sort(BY_TIME);
        Trade first = sorted.getFirst();
        Trade last = sorted.getLast();
        return new Candle(
                openNs,
                first.last(),
                trades.stream().mapToLong(Trade::high).max().orElseThrow(),
                trades.stream().mapToLong(Trade::low).min().orElseThrow(),
                last.last(),
                sum(trades.stream().map(trade -> BigInteger.valueOf(trade.volume())).toList()),
                trades.stream().mapToLong(Trade::count).sum(),
                first.timeNs(),
                first.tradeId(),
                last.timeNs(),
                last.tradeId(),
                sum(trades.stream().map(trade -> product(trade.last(), trade.volume())).toList()),
                isPartial);
    }

    private static BigInteger product(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    /** A model's way: as one large number, cut into its halves. */
    private static WideAmount sum(List<BigInteger> numbers) {
        BigInteger sum = numbers.stream().reduce(BigInteger.ZERO, BigInteger::add);
        return new WideAmount(sum.shiftRight(Long.SIZE).longValueExact(), sum.longValue());
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
            apply(sequence, timeNs);
        }
    }

    private void apply(long sequence, long timeNs) {
        DirectBuffer buffer = cursor.buffer();
        switch (cursor.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                onAccepted(
                        new OrderAcceptedDecoder().wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader()),
                        timeNs);
            case BookOrderAcceptedDecoder.TEMPLATE_ID ->
                put(OrderRecord.accepted(
                        new BookOrderAcceptedDecoder()
                                .wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader()),
                        timeNs));
            case OrderTradedDecoder.TEMPLATE_ID ->
                onTraded(
                        new OrderTradedDecoder().wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader()),
                        timeNs);
            case OrderReducedDecoder.TEMPLATE_ID -> {
                OrderReducedDecoder event =
                        new OrderReducedDecoder().wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader());
                change(event.orderId(), order -> order.reduced(event.leftE8(), event.releasedE8(), timeNs));
            }
            case OrderReplacedDecoder.TEMPLATE_ID -> {
                OrderReplacedDecoder event = new OrderReplacedDecoder()
                        .wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader());
                change(
                        event.orderId(),
                        order -> order.replaced(event.leftE8(), event.priceE8(), event.heldE8(), timeNs));
            }
            case BaseGrantedDecoder.TEMPLATE_ID -> {
                BaseGrantedDecoder event =
                        new BaseGrantedDecoder().wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader());
                GrantRecord grant = GrantRecord.of(event, sequence, timeNs);
                grants.add(grant);
                worths.onGranted(grant);
            }
            case BookDefinedDecoder.TEMPLATE_ID -> {
                BookDefinedDecoder event =
                        new BookDefinedDecoder().wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader());
                books.add(event.instrumentId());
                worths.onPrice(event.instrumentId(), event.lastE8());
            }
            case OrderFilledDecoder.TEMPLATE_ID ->
                onFilled(
                        new OrderFilledDecoder().wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader()),
                        timeNs);
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                OrderCancelledDecoder event = new OrderCancelledDecoder()
                        .wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader());
                change(event.orderId(), order -> order.cancelled(event.reason(), event.releasedE8(), timeNs));
            }
            case OrderRejectedDecoder.TEMPLATE_ID -> {
                OrderRejectedDecoder event = new OrderRejectedDecoder()
                        .wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader());
                change(event.orderId(), order -> order.rejected(event.reason(), event.releasedE8(), timeNs));
            }
            case OrderExpiredDecoder.TEMPLATE_ID -> {
                OrderExpiredDecoder event = new OrderExpiredDecoder()
                        .wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader());
                change(event.orderId(), order -> order.expired(event.releasedE8(), timeNs));
            }
            case AgentDeletedDecoder.TEMPLATE_ID -> {
                int agentId = new AgentDeletedDecoder()
                        .wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader())
                        .agentId();
                orders.values().removeIf(order -> order.agentId() == agentId);
                fills.removeIf(fill -> fill.agentId() == agentId);
                grants.removeIf(grant -> grant.agentId() == agentId);
                worths.forget(agentId);
            }
            case PriceUpdatedDecoder.TEMPLATE_ID -> {
                PriceUpdatedDecoder event = new PriceUpdatedDecoder()
                        .wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader());
                if (!books.contains(event.instrumentId())) {
                    trades.add(new Trade(
                            event.instrumentId(),
                            event.tradeTimeNs(),
                            event.tradeId(),
                            event.tradeCount(),
                            event.lastE8(),
                            event.lowE8(),
                            event.highE8(),
                            event.volumeE8()));
                }
                worths.onPrice(event.instrumentId(), event.lastE8());
            }
            case AgentCreatedDecoder.TEMPLATE_ID -> {
                AgentCreatedDecoder event =
                        new AgentCreatedDecoder().wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader());
                worths.onOpened(
                        event.agentId(), event.portfolioId(), SessionRecord.NONE, event.startingBalanceE8(), timeNs);
            }
            case AgentResetDecoder.TEMPLATE_ID -> {
                AgentResetDecoder event =
                        new AgentResetDecoder().wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader());
                worths.onClosed(event.closedPortfolioId(), event.endingEquityE8());
                worths.onOpened(
                        event.agentId(), event.portfolioId(), event.closedPortfolioId(), event.startingBalanceE8(),
                        timeNs);
            }
            case PortfolioParkedDecoder.TEMPLATE_ID -> {
                PortfolioParkedDecoder event = new PortfolioParkedDecoder()
                        .wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader());
                worths.onOpened(
                        event.agentId(), event.portfolioId(), event.parkedPortfolioId(), event.startingBalanceE8(),
                        timeNs);
            }
            case PortfolioReturnedDecoder.TEMPLATE_ID -> {
                PortfolioReturnedDecoder event = new PortfolioReturnedDecoder()
                        .wrapAndApplyHeader(buffer, cursor.offset(), cursor.messageHeader());
                worths.onClosed(event.closedPortfolioId(), event.endingEquityE8());
            }
            default -> {}
        }
    }

    private void onFilled(OrderFilledDecoder event, long timeNs) {
        OrderRecord resting = orders.get(event.orderId());
        Execution execution = Execution.of(event);
        put(
                resting == null
                        ? OrderRecord.filledAtOnce(event, execution, timeNs)
                        : resting.filled(execution, event.releasedE8(), timeNs));
        keep(FillRecord.of(event, timeNs));
    }

    private void onTraded(OrderTradedDecoder event, long timeNs) {
        FillRecord fill = FillRecord.of(event, timeNs);
        keep(fill);
        if (event.liquidity() == Liquidity.TAKER) {
            taken.add(fill);
            trades.add(new Trade(
                    fill.instrumentId(), timeNs, fill.fillId(), 1, fill.priceE8(), fill.priceE8(), fill.priceE8(),
                    fill.quantityE8()));
        }
        OrderRecord order = orders.get(event.orderId()).traded(fill, event.leftE8(), event.releasedE8());
        assertEquals(execution(order.orderId()), order.execution(), "order " + order.orderId());
        put(order);
    }

    private void keep(FillRecord fill) {
        fills.add(fill);
        worths.onFill(fill);
    }

    /** All trades of an order in a book, added up at once. */
    private Execution execution(long orderId) {
        List<FillRecord> ofOrder = fills.stream().filter(fill -> fill.orderId() == orderId).toList();
        boolean isSale = ofOrder.getFirst().side() == Side.SELL;
        return new Execution(
                ofOrder.getLast().fillId(),
                sum(ofOrder, FillRecord::quantityE8),
                sum(ofOrder.stream()
                        .map(fill -> product(fill.priceE8(), fill.quantityE8()))
                        .toList()),
                OrderRecord.NONE,
                OrderRecord.NONE,
                sum(ofOrder, FillRecord::notionalE8),
                sum(ofOrder, FillRecord::feeE8),
                isSale ? sum(ofOrder, FillRecord::realizedPnlE8) : OrderRecord.NONE);
    }

    private static long sum(List<FillRecord> fills, ToLongFunction<FillRecord> amount) {
        BigInteger sum = fills.stream()
                .map(fill -> BigInteger.valueOf(amount.applyAsLong(fill)))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return sum.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    private void onAccepted(OrderAcceptedDecoder event, long timeNs) {
        put(OrderRecord.accepted(event, timeNs));
    }

    /** A deleted agent's orders are cancelled when they are gone already. */
    private void change(long orderId, UnaryOperator<OrderRecord> how) {
        orders.computeIfPresent(orderId, (id, order) -> how.apply(order));
    }

    private void put(OrderRecord order) {
        lastOrderId = Math.max(lastOrderId, order.orderId());
        orders.put(order.orderId(), order);
    }
}
