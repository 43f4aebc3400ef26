package io.bullring.core.engine;

import io.bullring.core.event.EventSink;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.protocol.AgentFeesChangedEncoder;
import io.bullring.protocol.BaseGrantedEncoder;
import io.bullring.protocol.BookDefinedEncoder;
import io.bullring.protocol.BookOrderAcceptedEncoder;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.OrderReducedEncoder;
import io.bullring.protocol.OrderReplacedEncoder;
import io.bullring.protocol.OrderTradedEncoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import org.agrona.DirectBuffer;

/** Writes what happens to instruments and orders that are traded in a book. Engine thread only. */
abstract class BookEventEncoder extends AccountEventEncoder implements EventSink {
    private final BookDefinedEncoder bookDefined = new BookDefinedEncoder();
    private final BookOrderAcceptedEncoder bookOrderAccepted = new BookOrderAcceptedEncoder();
    private final OrderTradedEncoder orderTraded = new OrderTradedEncoder();
    private final OrderReducedEncoder orderReduced = new OrderReducedEncoder();
    private final OrderReplacedEncoder orderReplaced = new OrderReplacedEncoder();
    private final BaseGrantedEncoder baseGranted = new BaseGrantedEncoder();
    private final AgentFeesChangedEncoder agentFeesChanged = new AgentFeesChangedEncoder();

    @Override
    public final void bookDefined(int instrumentId, InstrumentTerms terms, BookFees fees, long lastE8) {
        bookDefined
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .symbol(terms.symbol())
                .instrumentId(instrumentId)
                .active((short) (terms.active() ? 1 : 0))
                .minQuantityE8(terms.minQuantityE8())
                .maxQuantityE8(terms.maxQuantityE8())
                .stepSizeE8(terms.stepSizeE8())
                .minNotionalE8(terms.minNotionalE8())
                .makerFeeE8(fees.makerE8())
                .takerFeeE8(fees.takerE8())
                .lastE8(lastE8);
        end(bookDefined.encodedLength());
    }

    @Override
    public final void bookOrderAccepted(
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
        bookOrderAccepted
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .orderId(orderId)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .instrumentId(instrumentId)
                .side(side)
                .type(type)
                .quantityE8(quantityE8)
                .priceE8(priceE8)
                .heldE8(heldE8)
                .timeInForce(timeInForce)
                .postOnly((short) (postOnly ? 1 : 0))
                .selfTradePrevention(selfTradePrevention);
        bookOrderAccepted.limit(putAscii(bookOrderAccepted.limit(), clientOrderId));
        end(bookOrderAccepted.encodedLength());
    }

    @Override
    public final void orderTraded(
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
        orderTraded
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .orderId(orderId)
                .fillId(fillId)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .instrumentId(instrumentId)
                .side(side)
                .liquidity(liquidity)
                .quantityE8(quantityE8)
                .priceE8(priceE8)
                .notionalE8(notionalE8)
                .feeE8(feeE8)
                .releasedE8(releasedE8)
                .leftE8(leftE8)
                .realizedPnlE8(realizedPnlE8);
        end(orderTraded.encodedLength());
    }

    @Override
    public final void orderReduced(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            long leftE8,
            long releasedE8) {
        orderReduced
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .orderId(orderId)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .instrumentId(instrumentId)
                .side(side)
                .leftE8(leftE8)
                .releasedE8(releasedE8);
        end(orderReduced.encodedLength());
    }

    @Override
    public final void orderReplaced(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            long leftE8,
            long priceE8,
            long releasedE8,
            long heldE8) {
        orderReplaced
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .orderId(orderId)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .instrumentId(instrumentId)
                .side(side)
                .leftE8(leftE8)
                .priceE8(priceE8)
                .releasedE8(releasedE8)
                .heldE8(heldE8);
        end(orderReplaced.encodedLength());
    }

    @Override
    public final void baseGranted(
            int agentId, long portfolioId, int instrumentId, long quantityE8, long costE8) {
        baseGranted
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .portfolioId(portfolioId)
                .instrumentId(instrumentId)
                .quantityE8(quantityE8)
                .costE8(costE8);
        end(baseGranted.encodedLength());
    }

    @Override
    public final void agentFeesChanged(int agentId, int accountId, BookFees fees) {
        agentFeesChanged
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .accountId(accountId)
                .makerFeeE8(fees == null ? AgentFeesChangedEncoder.makerFeeE8NullValue() : fees.makerE8())
                .takerFeeE8(fees == null ? AgentFeesChangedEncoder.takerFeeE8NullValue() : fees.takerE8());
        end(agentFeesChanged.encodedLength());
    }
}
