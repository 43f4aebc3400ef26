package io.bullring.gateway.history;

import io.bullring.core.event.EventCursor;
import io.bullring.core.fault.Check;
import io.bullring.protocol.AgentCreatedDecoder;
import io.bullring.protocol.AgentDeletedDecoder;
import io.bullring.protocol.AgentResetDecoder;
import io.bullring.protocol.BaseGrantedDecoder;
import io.bullring.protocol.BookOrderAcceptedDecoder;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderExpiredDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.OrderReducedDecoder;
import io.bullring.protocol.OrderRejectedDecoder;
import io.bullring.protocol.OrderReplacedDecoder;
import io.bullring.protocol.OrderTradedDecoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.PortfolioParkedDecoder;
import io.bullring.protocol.PortfolioReturnedDecoder;
import io.bullring.protocol.PriceUpdatedDecoder;
import io.bullring.protocol.RejectReason;
import org.agrona.DirectBuffer;

/**
 * Makes rows of events. The rows of some commands and the sequence of the last one go into one transaction, so that the
 * files never hold half a command, nor rows that the checkpoint does not know. On the follower's thread.
 */
final class HistoryWriter {
    private static final byte[] TABLES_OF_AGENT = {
        HistoryKey.ORDER, HistoryKey.OPEN_ORDER, HistoryKey.FILL, HistoryKey.CLOSED_PORTFOLIO, HistoryKey.PORTFOLIO,
        HistoryKey.COUNT, HistoryKey.GRANT, HistoryKey.AT_ONCE, HistoryKey.NAME
    };

    private static final int NOBODY = 0;

    private final HistoryDatabase database;
    private final int maxBatchBytes;
    private final CandleDesk candles;
    private final OrderRowDesk orders;
    private final WorthDesk worths;
    private final CountDesk counts;
    private final RowBatch batch = new RowBatch();

    private int deletedAgentId = NOBODY;
    private int tradedBook; // whose trades were told last: a price of it adds those up
    private long lastSequence;
    private volatile long checkpoint;

    private final EventCursor cursor = new EventCursor();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final BookOrderAcceptedDecoder bookOrderAccepted = new BookOrderAcceptedDecoder();
    private final OrderFilledDecoder filled = new OrderFilledDecoder();
    private final OrderTradedDecoder traded = new OrderTradedDecoder();
    private final OrderReducedDecoder reduced = new OrderReducedDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final BaseGrantedDecoder granted = new BaseGrantedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderRejectedDecoder rejected = new OrderRejectedDecoder();
    private final OrderExpiredDecoder expired = new OrderExpiredDecoder();
    private final PriceUpdatedDecoder price = new PriceUpdatedDecoder();
    private final AgentCreatedDecoder created = new AgentCreatedDecoder();
    private final AgentResetDecoder reset = new AgentResetDecoder();
    private final PortfolioParkedDecoder parked = new PortfolioParkedDecoder();
    private final PortfolioReturnedDecoder returned = new PortfolioReturnedDecoder();
    private final AgentDeletedDecoder deleted = new AgentDeletedDecoder();

    HistoryWriter(HistoryDatabase database, HistoryConfig config, OrderSink changes) {
        this.database = database;
        this.maxBatchBytes = config.maxBatchBytes();
        this.candles = new CandleDesk(database, config.maxCandlesInMemory());
        this.worths = new WorthDesk(database, batch, config.maxPortfoliosInMemory());
        this.counts = new CountDesk(database, config.maxPortfoliosInMemory());
        this.orders = new OrderRowDesk(database, batch, counts, changes, config.maxOpenOrdersInMemory());
        byte[] stored = database.get(HistoryKey.checkpoint());
        checkpoint = stored == null ? 0 : HistoryRow.number(stored);
        lastSequence = checkpoint;
    }

    /** The last command that is in the files. For any thread. */
    long checkpoint() {
        return checkpoint;
    }

    void onEvents(long sequence, long timeNs, DirectBuffer events, int offset, int length) {
        if (sequence <= lastSequence) {
            return;
        }
        Check.that(sequence == lastSequence + 1, "gap in the events that the history follows");

        cursor.wrap(events, offset, length);
        while (cursor.next()) {
            apply(sequence, timeNs);
        }
        forgetDeleted();
        lastSequence = sequence;
        if (batch.bytes() + orders.bytes() + worths.bytes() >= maxBatchBytes) {
            commit();
        }
    }

    /** Says which orders changed, before they are in the files. */
    void tell() {
        orders.write();
    }

    void commit() {
        if (lastSequence == checkpoint) {
            return;
        }
        candles.writeTo(batch);
        orders.write();
        worths.write();
        counts.writeTo(batch);
        batch.put(HistoryKey.checkpoint(), HistoryRow.of(lastSequence));
        database.write(batch);
        batch.clear();
        candles.onWritten();
        worths.onWritten();
        counts.onWritten();
        orders.onWritten();
        checkpoint = lastSequence;
    }

    private void apply(long sequence, long timeNs) {
        switch (cursor.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> onAccepted(timeNs);
            case OrderFilledDecoder.TEMPLATE_ID -> onFilled(timeNs);
            case OrderCancelledDecoder.TEMPLATE_ID -> onCancelled(timeNs);
            case OrderRejectedDecoder.TEMPLATE_ID -> onRejected(timeNs);
            case OrderExpiredDecoder.TEMPLATE_ID -> onExpired(timeNs);
            case BookOrderAcceptedDecoder.TEMPLATE_ID -> onBookOrderAccepted(timeNs);
            case OrderTradedDecoder.TEMPLATE_ID -> onTraded(timeNs);
            case OrderReducedDecoder.TEMPLATE_ID -> onReduced(timeNs);
            case OrderReplacedDecoder.TEMPLATE_ID -> onReplaced(timeNs);
            case BaseGrantedDecoder.TEMPLATE_ID -> onGranted(sequence, timeNs);
            case PriceUpdatedDecoder.TEMPLATE_ID -> onPrice();
            case AgentCreatedDecoder.TEMPLATE_ID -> onCreated(timeNs);
            case AgentResetDecoder.TEMPLATE_ID -> onReset(timeNs);
            case PortfolioParkedDecoder.TEMPLATE_ID -> onParked(timeNs);
            case PortfolioReturnedDecoder.TEMPLATE_ID -> onReturned();
            case AgentDeletedDecoder.TEMPLATE_ID -> onDeleted();
            default -> {}
        }
    }

    private void onAccepted(long timeNs) {
        accepted.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        orders.onAccepted(OrderRecord.accepted(accepted, timeNs));
    }

    private void onBookOrderAccepted(long timeNs) {
        bookOrderAccepted.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        orders.onAccepted(OrderRecord.accepted(bookOrderAccepted, timeNs));
    }

    /** A market order against the quoted market is filled without having been accepted before. */
    private void onFilled(long timeNs) {
        filled.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        Execution execution = Execution.of(filled);
        FillRecord fill = FillRecord.of(filled, timeNs);
        if (filled.type() == OrderType.MARKET) {
            orders.onFilledAtOnce(OrderRecord.filledAtOnce(filled, execution, timeNs), fill);
            countIn(fill);
        } else {
            long releasedE8 = filled.releasedE8();
            orders.onChanged(
                    filled.agentId(), filled.orderId(), order -> order.filled(execution, releasedE8, timeNs));
            keep(fill);
        }
    }

    /** One of the two sides of a trade. */
    private void onTraded(long timeNs) {
        traded.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        FillRecord fill = FillRecord.of(traded, timeNs);
        long leftE8 = traded.leftE8();
        long releasedE8 = traded.releasedE8();
        orders.onChanged(fill.agentId(), fill.orderId(), order -> order.traded(fill, leftE8, releasedE8));
        keep(fill);
        if (!fill.isMakers()) {
            candles.add(fill);
            batch.put(HistoryKey.trade(fill.instrumentId(), fill.fillId()), HistoryRow.of(fill));
            tradedBook = fill.instrumentId();
        }
    }

    private void keep(FillRecord fill) {
        batch.put(HistoryKey.fill(fill.agentId(), fill.fillId(), fill.isMakers()), HistoryRow.of(fill));
        countIn(fill);
    }

    private void countIn(FillRecord fill) {
        counts.onFill(fill);
        worths.onFill(fill);
    }

    private void onReduced(long timeNs) {
        reduced.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        long leftE8 = reduced.leftE8();
        long releasedE8 = reduced.releasedE8();
        orders.onChanged(
                reduced.agentId(), reduced.orderId(), order -> order.reduced(leftE8, releasedE8, timeNs));
    }

    private void onReplaced(long timeNs) {
        replaced.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        long leftE8 = replaced.leftE8();
        long priceE8 = replaced.priceE8();
        long heldE8 = replaced.heldE8();
        orders.onChanged(
                replaced.agentId(), replaced.orderId(), order -> order.replaced(leftE8, priceE8, heldE8, timeNs));
    }

    private void onGranted(long sequence, long timeNs) {
        granted.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        GrantRecord grant = GrantRecord.of(granted, sequence, timeNs);
        batch.put(HistoryKey.ofAgent(HistoryKey.GRANT, grant.agentId(), sequence), HistoryRow.of(grant));
        worths.onGranted(grant);
    }

    private void onCancelled(long timeNs) {
        cancelled.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        CancelReason reason = cancelled.reason();
        long releasedE8 = cancelled.releasedE8();
        orders.onChanged(
                cancelled.agentId(), cancelled.orderId(), order -> order.cancelled(reason, releasedE8, timeNs));
    }

    private void onRejected(long timeNs) {
        rejected.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        RejectReason reason = rejected.reason();
        long releasedE8 = rejected.releasedE8();
        orders.onChanged(rejected.agentId(), rejected.orderId(), order -> order.rejected(reason, releasedE8, timeNs));
    }

    private void onExpired(long timeNs) {
        expired.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        long releasedE8 = expired.releasedE8();
        orders.onChanged(expired.agentId(), expired.orderId(), order -> order.expired(releasedE8, timeNs));
    }

    /** That of a book follows its trades and adds them up, so there is no candle to be made of it any more. */
    private void onPrice() {
        price.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        if (price.instrumentId() != tradedBook) {
            candles.add(price);
        }
    }

    private void onCreated(long timeNs) {
        created.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        worths.onOpened(created.agentId(), created.portfolioId(), SessionRecord.NONE, created.startingBalanceE8(),
                timeNs);
    }

    private void onReset(long timeNs) {
        reset.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        worths.onClosed(reset.agentId(), reset.closedPortfolioId());
        worths.onOpened(
                reset.agentId(), reset.portfolioId(), reset.closedPortfolioId(), reset.startingBalanceE8(), timeNs);
    }

    private void onParked(long timeNs) {
        parked.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        worths.onOpened(
                parked.agentId(), parked.portfolioId(), parked.parkedPortfolioId(), parked.startingBalanceE8(),
                timeNs);
    }

    private void onReturned() {
        returned.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        worths.onClosed(returned.agentId(), returned.closedPortfolioId());
    }

    /** Its rows go at the end of the command, for what became of its open orders is still to come. */
    private void onDeleted() {
        deleted.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        deletedAgentId = deleted.agentId();
    }

    private void forgetDeleted() {
        if (deletedAgentId == NOBODY) {
            return;
        }
        orders.write();
        worths.write();
        for (byte table : TABLES_OF_AGENT) {
            batch.deleteRange(
                    HistoryKey.ofAgent(table, deletedAgentId), HistoryKey.ofAgent(table, deletedAgentId + 1));
        }
        counts.onDeleted(deletedAgentId);
        deletedAgentId = NOBODY;
    }
}
