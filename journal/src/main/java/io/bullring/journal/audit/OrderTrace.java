package io.bullring.journal.audit;

import io.bullring.core.event.EventCursor;
import io.bullring.core.port.CommandListener;
import io.bullring.core.port.EventListener;
import io.bullring.protocol.BookOrderAcceptedDecoder;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.ModifyOrderDecoder;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderExpiredDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.OrderReducedDecoder;
import io.bullring.protocol.OrderRejectedDecoder;
import io.bullring.protocol.OrderReplacedDecoder;
import io.bullring.protocol.OrderTradedDecoder;
import io.bullring.protocol.PlaceBookOrderDecoder;
import io.bullring.protocol.PlaceOrderDecoder;
import io.bullring.protocol.TradingHaltedDecoder;
import io.bullring.protocol.TradingResumedDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Finds the commands that made one order what it became: the one that placed it, those that asked to change it, those in which it
 * traded, changed or ended, and between them those that halted or resumed its portfolio; and with whom it traded in a book. Ears of a
 * replay; not thread-safe.
 */
public final class OrderTrace implements CommandListener, EventListener {
    private static final long UNKNOWN = 0;

    private final CommandEnvelopeDecoder envelope = new CommandEnvelopeDecoder();
    private final PlaceBookOrderDecoder placeBookOrder = new PlaceBookOrderDecoder();
    private final BookOrderAcceptedDecoder bookAccepted = new BookOrderAcceptedDecoder();
    private final OrderTradedDecoder traded = new OrderTradedDecoder();
    private final OrderReducedDecoder reduced = new OrderReducedDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final ModifyOrderDecoder modifyOrder = new ModifyOrderDecoder();
    private final PlaceOrderDecoder placeOrder = new PlaceOrderDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventCursor cursor = new EventCursor();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderFilledDecoder filled = new OrderFilledDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderRejectedDecoder rejected = new OrderRejectedDecoder();
    private final OrderExpiredDecoder expired = new OrderExpiredDecoder();
    private final TradingHaltedDecoder halted = new TradingHaltedDecoder();
    private final TradingResumedDecoder resumed = new TradingResumedDecoder();

    private final List<Long> sequences = new ArrayList<>();
    private final Set<Long> modifications = new HashSet<>();
    private final Map<Long, Set<Long>> others = new HashMap<>();
    private long makersFillId;
    private long makersOrderId;
    private long makersPortfolioId;
    private final long placedAt;
    private long orderId;
    private long portfolioId;
    private int instrumentId;
    private int agentId;
    private boolean isPlacement;
    private boolean isOver;

    private OrderTrace(long orderId, long placedAt) {
        this.orderId = orderId;
        this.placedAt = placedAt;
    }

    /** Of the order with this id. */
    public static OrderTrace ofOrder(long orderId) {
        return new OrderTrace(orderId, UNKNOWN);
    }

    /** Of the order that this command placed or tried to. */
    public static OrderTrace ofCommand(long sequence) {
        return new OrderTrace(UNKNOWN, sequence);
    }

    /** To be told of each command before the engine is. */
    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        int at = offset + CommandEnvelopeDecoder.ENCODED_LENGTH;
        header.wrap(command, at);
        if (sequence != placedAt) {
            if (header.templateId() == ModifyOrderDecoder.TEMPLATE_ID && isPortfolioKnown()) {
                onModifyOrder(sequence, command, at, envelope.wrap(command, offset).agentId());
            }
            return;
        }
        boolean isOfBook = header.templateId() == PlaceBookOrderDecoder.TEMPLATE_ID;
        isPlacement = isOfBook || header.templateId() == PlaceOrderDecoder.TEMPLATE_ID;
        isOver = true; // unless it turns out to rest
        if (isPlacement) {
            sequences.add(sequence);
            agentId = envelope.wrap(command, offset).agentId();
            instrumentId = isOfBook
                    ? placeBookOrder.wrapAndApplyHeader(command, at, header).instrumentId()
                    : placeOrder.wrapAndApplyHeader(command, at, header).instrumentId();
        }
    }

    private boolean isPortfolioKnown() {
        return portfolioId != UNKNOWN;
    }

    private void onModifyOrder(long sequence, DirectBuffer command, int at, int sender) {
        long named = modifyOrder.wrapAndApplyHeader(command, at, header).orderId();
        if (named == orderId && sender == agentId) {
            modifications.add(sequence);
            add(sequence);
        }
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
            boolean isAnswer = cursor.eventOffset() >= answerOffset;
            if (concerns(events, cursor.offset(), sequence, sequence == placedAt && isAnswer)) {
                add(sequence);
            }
        }
    }

    private boolean concerns(DirectBuffer events, int at, long sequence, boolean isAnswerToPlacement) {
        return switch (cursor.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrapAndApplyHeader(events, at, cursor.messageHeader());
                boolean isIt = isAnswerToPlacement || accepted.orderId() == orderId;
                yield isIt && begins(accepted.orderId(), accepted.portfolioId(), accepted.agentId(),
                        accepted.instrumentId());
            }
            case OrderFilledDecoder.TEMPLATE_ID -> {
                filled.wrapAndApplyHeader(events, at, cursor.messageHeader());
                boolean isIt = isAnswerToPlacement || filled.orderId() == orderId;
                yield isIt
                        && begins(filled.orderId(), filled.portfolioId(), filled.agentId(), filled.instrumentId())
                        && ends(filled.orderId());
            }
            case BookOrderAcceptedDecoder.TEMPLATE_ID -> {
                bookAccepted.wrapAndApplyHeader(events, at, cursor.messageHeader());
                boolean isIt = isAnswerToPlacement || bookAccepted.orderId() == orderId;
                yield isIt
                        && begins(
                                bookAccepted.orderId(),
                                bookAccepted.portfolioId(),
                                bookAccepted.agentId(),
                                bookAccepted.instrumentId());
            }
            case OrderTradedDecoder.TEMPLATE_ID -> {
                traded.wrapAndApplyHeader(events, at, cursor.messageHeader());
                meet(sequence);
                yield traded.leftE8() == 0 ? ends(traded.orderId()) : traded.orderId() == orderId;
            }
            case OrderReducedDecoder.TEMPLATE_ID ->
                reduced.wrapAndApplyHeader(events, at, cursor.messageHeader()).orderId() == orderId;
            case OrderReplacedDecoder.TEMPLATE_ID ->
                replaced.wrapAndApplyHeader(events, at, cursor.messageHeader()).orderId() == orderId;
            case OrderCancelledDecoder.TEMPLATE_ID -> ends(
                    cancelled.wrapAndApplyHeader(events, at, cursor.messageHeader()).orderId());
            case OrderRejectedDecoder.TEMPLATE_ID -> ends(
                    rejected.wrapAndApplyHeader(events, at, cursor.messageHeader()).orderId());
            case OrderExpiredDecoder.TEMPLATE_ID -> ends(
                    expired.wrapAndApplyHeader(events, at, cursor.messageHeader()).orderId());
            case TradingHaltedDecoder.TEMPLATE_ID -> isOurs(
                    halted.wrapAndApplyHeader(events, at, cursor.messageHeader()).portfolioId());
            case TradingResumedDecoder.TEMPLATE_ID -> isOurs(
                    resumed.wrapAndApplyHeader(events, at, cursor.messageHeader()).portfolioId());
            default -> false;
        };
    }

    /** Of each trade the maker is told first, and right behind it the taker. */
    private void meet(long sequence) {
        boolean isTaker = traded.fillId() == makersFillId;
        if (isTaker && traded.orderId() == orderId) {
            met(sequence, makersPortfolioId);
        } else if (isTaker && makersOrderId == orderId) {
            met(sequence, traded.portfolioId());
        }
        makersFillId = traded.fillId();
        makersOrderId = traded.orderId();
        makersPortfolioId = traded.portfolioId();
    }

    private void met(long sequence, long portfolio) {
        if (portfolio != portfolioId) {
            others.computeIfAbsent(sequence, at -> new LinkedHashSet<>()).add(portfolio);
        }
    }

    private boolean begins(long id, long portfolio, int agent, int instrument) {
        orderId = id;
        portfolioId = portfolio;
        agentId = agent;
        instrumentId = instrument;
        isOver = false;
        return true;
    }

    private boolean ends(long id) {
        boolean isIt = id == orderId && id != UNKNOWN;
        isOver |= isIt;
        return isIt;
    }

    private boolean isOurs(long portfolio) {
        return portfolio == portfolioId && isPortfolioKnown() && !isOver;
    }

    private void add(long sequence) {
        if (sequences.isEmpty() || sequences.getLast() != sequence) {
            sequences.add(sequence);
        }
    }

    /** Whether a command asked to place or change the order, so that rules were asked of it. */
    boolean isAsked(long sequence) {
        return sequence == sequences.getFirst() || modifications.contains(sequence);
    }

    /** The other portfolios that it traded with in one command, in the order of the trades. */
    Set<Long> others(long sequence) {
        return others.getOrDefault(sequence, Set.of());
    }

    /** Whether nothing can follow. */
    public boolean isOver() {
        return isOver;
    }

    /** Sequences of the commands, the placement first; none when there is no such order. */
    public List<Long> sequences() {
        return List.copyOf(sequences);
    }

    /** 0 when the order was refused. */
    public long orderId() {
        return orderId;
    }

    /** 0 when the order was refused. */
    public long portfolioId() {
        return portfolioId;
    }

    public int agentId() {
        return agentId;
    }

    public int instrumentId() {
        return instrumentId;
    }
}
