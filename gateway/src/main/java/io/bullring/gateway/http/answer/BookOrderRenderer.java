package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.gateway.history.OrderRecord;
import io.bullring.gateway.history.WideAmount;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.reply.Answer;
import io.bullring.gateway.reply.Outcome;
import io.bullring.protocol.AnswerRepeatedDecoder;
import io.bullring.protocol.BookOrderAcceptedDecoder;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.OrderReducedDecoder;
import io.bullring.protocol.OrderReplacedDecoder;
import io.bullring.protocol.Side;
import java.io.IOException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What becomes of an order in a book at once, when it is placed or changed: its trades, what rests, why the rest does not. For one thread:
 * the decoders are its own.
 */
public final class BookOrderRenderer {
    private final PublicIds ids;
    private final MarketBoard market;
    private final BookOrderAcceptedDecoder accepted = new BookOrderAcceptedDecoder();
    private final OrderReducedDecoder reduced = new OrderReducedDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final AnswerRepeatedDecoder repeated = new AnswerRepeatedDecoder();
    private final MessageHeaderDecoder firstHeader = new MessageHeaderDecoder();
    private final UnsafeBuffer firstAnswer = new UnsafeBuffer(0, 0);

    public BookOrderRenderer(PublicIds ids, MarketBoard market) {
        this.ids = ids;
        this.market = market;
    }

    /** An order that a book has taken, as the command left it. */
    public HttpAnswer placed(Answer answer) {
        accepted.wrapAndApplyHeader(answer.event(), 0, answer.header());
        Outcome outcome = answer.outcome();
        String time = TimeText.of(answer.timeNs());
        return HttpAnswer.created(json -> renderPlaced(json, outcome, time));
    }

    /** Whether a book has taken an order just now. */
    public boolean isPlaced(Answer answer) {
        return answer.templateId() == BookOrderAcceptedDecoder.TEMPLATE_ID;
    }

    /** The order in a book that the same client order id has placed before, as it was accepted then; null: the answer is no such repetition. */
    public OrderRecord placedBeforeOrNull(Answer answer) {
        if (answer.templateId() != AnswerRepeatedDecoder.TEMPLATE_ID) {
            return null;
        }
        repeated.wrapAndApplyHeader(answer.event(), 0, answer.header());
        repeated.wrapAnswer(firstAnswer);
        firstHeader.wrap(firstAnswer, 0);
        return firstHeader.templateId() == BookOrderAcceptedDecoder.TEMPLATE_ID
                ? OrderRecord.accepted(
                        accepted.wrapAndApplyHeader(firstAnswer, 0, firstHeader), repeated.firstTimeNs())
                : null;
    }

    /** Whether a change was done. */
    public boolean isChanged(Answer answer) {
        int templateId = answer.templateId();
        return templateId == OrderReducedDecoder.TEMPLATE_ID || templateId == OrderReplacedDecoder.TEMPLATE_ID;
    }

    /** An order that was changed and keeps its place, or that arrived anew. */
    public HttpAnswer changed(Answer answer) {
        Outcome outcome = answer.outcome();
        String time = TimeText.of(answer.timeNs());
        if (answer.templateId() == OrderReducedDecoder.TEMPLATE_ID) {
            reduced.wrapAndApplyHeader(answer.event(), 0, answer.header());
            return HttpAnswer.ok(json -> renderReduced(json, outcome, time));
        }
        replaced.wrapAndApplyHeader(answer.event(), 0, answer.header());
        return HttpAnswer.ok(json -> renderReplaced(json, outcome, time));
    }

    private void renderPlaced(JsonGenerator json, Outcome outcome, String time) throws IOException {
        String quantity = E8Text.of(accepted.quantityE8());
        boolean isPriced = accepted.priceE8() != BookOrderAcceptedDecoder.priceE8NullValue();
        String status = status(outcome);
        boolean isFilled = status.equals("filled");
        String clientOrderId = accepted.clientOrderId();
        json.writeStartObject();
        json.writeStringField("order_id", ids.order(accepted.orderId()).toString());
        json.writeStringField("status", status);
        json.writeStringField("symbol", market.listing(accepted.instrumentId()).symbol());
        json.writeStringField("side", OrderWords.of(accepted.side()));
        json.writeStringField("type", OrderWords.of(accepted.type()));
        json.writeStringField("requested_quantity", quantity);
        json.writeStringField("quantity", quantity);
        renderExecuted(json, outcome, accepted.side());
        json.writeNullField("slippage_pct");
        json.writeStringField("filled_at", isFilled ? time : null);
        json.writeStringField("price", isPriced ? E8Text.of(accepted.priceE8()) : null);
        json.writeStringField(
                "locked_amount",
                outcome.leftE8() > 0 ? E8Text.of(accepted.heldE8() - outcome.releasedE8()) : null);
        json.writeStringField("created_at", time);
        json.writeStringField("agent_id", ids.agent(accepted.agentId()).toString());
        json.writeStringField("client_order_id", clientOrderId.isEmpty() ? null : clientOrderId);
        json.writeStringField("time_in_force", accepted.timeInForce().name());
        json.writeBooleanField("post_only", accepted.postOnly() == 1);
        json.writeStringField("self_trade_prevention", OrderWords.of(accepted.selfTradePrevention()));
        renderRest(json, outcome);
        json.writeEndObject();
    }

    private void renderReduced(JsonGenerator json, Outcome outcome, String time) throws IOException {
        json.writeStartObject();
        json.writeStringField("order_id", ids.order(reduced.orderId()).toString());
        json.writeStringField("symbol", market.listing(reduced.instrumentId()).symbol());
        json.writeStringField("side", OrderWords.of(reduced.side()));
        json.writeBooleanField("kept_place", true);
        json.writeNullField("price");
        renderChange(json, outcome, reduced.side(), reduced.agentId(), time);
        json.writeEndObject();
    }

    private void renderReplaced(JsonGenerator json, Outcome outcome, String time) throws IOException {
        json.writeStartObject();
        json.writeStringField("order_id", ids.order(replaced.orderId()).toString());
        json.writeStringField("symbol", market.listing(replaced.instrumentId()).symbol());
        json.writeStringField("side", OrderWords.of(replaced.side()));
        json.writeBooleanField("kept_place", false);
        json.writeStringField("price", E8Text.of(replaced.priceE8()));
        renderChange(json, outcome, replaced.side(), replaced.agentId(), time);
        json.writeEndObject();
    }

    private void renderChange(JsonGenerator json, Outcome outcome, Side side, int agentId, String time)
            throws IOException {
        renderExecuted(json, outcome, side);
        json.writeStringField("updated_at", time);
        json.writeStringField("agent_id", ids.agent(agentId).toString());
        renderRest(json, outcome);
    }

    private static String status(Outcome outcome) {
        if (outcome.cancelReason() != null) {
            return "cancelled";
        }
        if (outcome.leftE8() == 0) {
            return "filled";
        }
        return outcome.tradeCount() > 0 ? "partially_filled" : "pending";
    }

    private static void renderExecuted(JsonGenerator json, Outcome outcome, Side side) throws IOException {
        if (outcome.tradeCount() == 0) {
            json.writeNullField("executed_quantity");
            json.writeNullField("executed_price");
            json.writeNullField("fee");
            json.writeNullField("total_cost");
            return;
        }
        long notionalE8 = outcome.notionalE8();
        long feeE8 = outcome.feeE8();
        json.writeStringField("executed_quantity", E8Text.of(outcome.executedE8()));
        json.writeStringField("executed_price", E8Text.of(averageE8(outcome)));
        json.writeStringField("fee", E8Text.of(feeE8));
        json.writeStringField(
                "total_cost", E8Text.of(side == Side.BUY ? notionalE8 + feeE8 : notionalE8 - feeE8));
    }

    private static long averageE8(Outcome outcome) {
        return new WideAmount(outcome.turnoverHigh(), outcome.turnoverLow()).dividedBy(outcome.executedE8());
    }

    private void renderRest(JsonGenerator json, Outcome outcome) throws IOException {
        CancelReason reason = outcome.cancelReason();
        json.writeStringField("remaining_quantity", E8Text.of(outcome.leftE8()));
        json.writeStringField("cancel_reason", reason == null ? null : OrderWords.of(reason));
        json.writeNumberField("trade_count", outcome.tradeCount());
        json.writeArrayFieldStart("trades");
        for (int i = 0; i < outcome.toldTrades(); i++) {
            json.writeStartObject();
            json.writeStringField("trade_id", ids.fill(outcome.fillId(i)).toString());
            json.writeStringField("quantity", E8Text.of(outcome.quantityE8(i)));
            json.writeStringField("price", E8Text.of(outcome.priceE8(i)));
            json.writeStringField("fee", E8Text.of(outcome.feeE8(i)));
            json.writeStringField("total", E8Text.of(outcome.notionalE8(i)));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
