package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.reply.Answer;
import io.bullring.protocol.AlreadyDoneDecoder;
import io.bullring.protocol.AnswerRepeatedDecoder;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.OrdersCancelledDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigDecimal;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engine's answers to orders as answers over HTTP: a fill, an order that rests, a cancellation, a refusal, and any of
 * them once more when a client order id was used before. Every key of an order is there, null where it means nothing.
 * For one thread: the decoders are its own.
 */
public final class EventRenderer {
    private static final String QUOTE_ASSET = "USDT";
    private static final int E8_DIGITS = 8;

    private final PublicIds ids;
    private final MarketBoard market;
    private final Refusals refusals;
    private final OrderFilledDecoder filled = new OrderFilledDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrdersCancelledDecoder cancelledAll = new OrdersCancelledDecoder();
    private final CommandRejectedDecoder rejected = new CommandRejectedDecoder();
    private final AlreadyDoneDecoder alreadyDone = new AlreadyDoneDecoder();
    private final AnswerRepeatedDecoder repeated = new AnswerRepeatedDecoder();
    private final MessageHeaderDecoder firstHeader = new MessageHeaderDecoder();
    private final UnsafeBuffer firstAnswer = new UnsafeBuffer(0, 0);
    private final PlainJson plain = new PlainJson();

    public EventRenderer(PublicIds ids, MarketBoard market) {
        this.ids = ids;
        this.market = market;
        this.refusals = new Refusals(ids);
    }

    /** The answer to a placement. */
    public HttpAnswer placed(Answer answer, Placement order) {
        if (answer.templateId() != AnswerRepeatedDecoder.TEMPLATE_ID) {
            return placed(answer.event(), answer.header(), answer.timeNs(), order);
        }
        repeated.wrapAndApplyHeader(answer.event(), 0, answer.header());
        long firstTimeNs = repeated.firstTimeNs();
        repeated.wrapAnswer(firstAnswer);
        return placed(firstAnswer, firstHeader.wrap(firstAnswer, 0), firstTimeNs, order).replayed();
    }

    /** The answer to a cancellation that was done. */
    public HttpAnswer cancelled(Answer answer) {
        cancelled.wrapAndApplyHeader(answer.event(), 0, answer.header());
        String time = TimeText.of(answer.timeNs());
        return HttpAnswer.ok(json -> renderCancelled(json, time));
    }

    /** The answer to a cancellation of all open orders. */
    public HttpAnswer cancelledAll(Answer answer) {
        if (answer.templateId() != OrdersCancelledDecoder.TEMPLATE_ID) {
            return refused(answer);
        }
        cancelledAll.wrapAndApplyHeader(answer.event(), 0, answer.header());
        return HttpAnswer.ok(this::renderCancelledAll);
    }

    /** Whether a cancellation was refused because the agent has no such open order. */
    public boolean isOrderNotOpen(Answer answer) {
        return answer.templateId() == CommandRejectedDecoder.TEMPLATE_ID
                && rejected.wrapAndApplyHeader(answer.event(), 0, answer.header())
                        .reason() == RejectReason.ORDER_NOT_OPEN;
    }

    /** Whether a command was refused because its agent is archived, or no more. */
    public boolean isAgentGone(Answer answer) {
        if (answer.templateId() != CommandRejectedDecoder.TEMPLATE_ID) {
            return false;
        }
        RejectReason reason = rejected.wrapAndApplyHeader(answer.event(), 0, answer.header()).reason();
        return reason == RejectReason.UNKNOWN_AGENT || reason == RejectReason.AGENT_ARCHIVED;
    }

    /** The refusal of a change of an order that rests in a book, by an agent of this account. */
    public HttpAnswer refusedChange(Answer answer, int accountId) {
        rejected.wrapAndApplyHeader(answer.event(), 0, answer.header());
        return HttpAnswer.of(refusals.ofChange(rejected, accountId, market.listing(rejected.instrumentId())));
    }

    /** The refusal of a command that issues keys, or that one was carried out before. */
    public HttpAnswer refused(Answer answer, AccountDirectory directory) {
        if (answer.templateId() != AlreadyDoneDecoder.TEMPLATE_ID) {
            return refused(answer);
        }
        AlreadyDoneDecoder event = alreadyDone.wrapAndApplyHeader(answer.event(), 0, answer.header());
        return HttpAnswer.of(refusals.alreadyDone(
                event, directory.account(event.accountId()), directory.agent(event.agentId())));
    }

    /** The refusal of a command that is no placement. */
    public HttpAnswer refused(Answer answer) {
        return HttpAnswer.of(refusals.of(rejected.wrapAndApplyHeader(answer.event(), 0, answer.header())));
    }

    /** The refusal of a reset, in whose request the balance has this name. */
    public HttpAnswer refusedReset(Answer answer, String balanceField) {
        return HttpAnswer.of(
                refusals.ofReset(rejected.wrapAndApplyHeader(answer.event(), 0, answer.header()), balanceField));
    }

    private HttpAnswer placed(DirectBuffer event, MessageHeaderDecoder header, long timeNs, Placement order) {
        String time = TimeText.of(timeNs);
        return switch (header.templateId()) {
            case OrderFilledDecoder.TEMPLATE_ID -> {
                filled.wrapAndApplyHeader(event, 0, header);
                yield HttpAnswer.created(filledBody(time));
            }
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrapAndApplyHeader(event, 0, header);
                yield HttpAnswer.created(acceptedBody(time));
            }
            case CommandRejectedDecoder.TEMPLATE_ID -> {
                rejected.wrapAndApplyHeader(event, 0, header);
                yield HttpAnswer.of(refusals.of(rejected, seenBy(rejected, order)));
            }
            default -> throw new IllegalStateException("no placement is answered by template " + header.templateId());
        };
    }

    /** A repeated refusal may be about another pair than the request that repeated it. */
    private Placement seenBy(CommandRejectedDecoder refusal, Placement order) {
        Listing listing = market.listing(refusal.instrumentId());
        return listing == null
                ? order
                : new Placement(order.accountId(), listing, order.side(), order.quantityE8(), order.isNamed());
    }

    private Buffer filledBody(String time) {
        String quantity = E8Text.of(filled.quantityE8());
        long notionalE8 = filled.notionalE8();
        long feeE8 = filled.feeE8();
        long totalE8 = filled.side() == Side.BUY ? notionalE8 + feeE8 : notionalE8 - feeE8;
        return plain.begin()
                .text("order_id", ids.order(filled.orderId()).toString())
                .text("status", "filled")
                .text("symbol", market.listing(filled.instrumentId()).symbol())
                .text("side", OrderWords.of(filled.side()))
                .text("type", OrderWords.of(filled.type()))
                .text("requested_quantity", quantity)
                .text("quantity", quantity)
                .text("executed_quantity", quantity)
                .text("executed_price", E8Text.of(filled.priceE8()))
                .text("slippage_pct", E8Text.slippage(filled.slippagePctE8()))
                .text("fee", E8Text.of(feeE8))
                .text("total_cost", E8Text.of(totalE8))
                .text("filled_at", time)
                .none("price")
                .none("locked_amount")
                .text("created_at", time)
                .text("agent_id", ids.agent(filled.agentId()).toString())
                .said("client_order_id", filled.clientOrderId())
                .end();
    }

    private Buffer acceptedBody(String time) {
        String quantity = E8Text.of(accepted.quantityE8());
        return plain.begin()
                .text("order_id", ids.order(accepted.orderId()).toString())
                .text("status", "pending")
                .text("symbol", market.listing(accepted.instrumentId()).symbol())
                .text("side", OrderWords.of(accepted.side()))
                .text("type", OrderWords.of(accepted.type()))
                .text("requested_quantity", quantity)
                .text("quantity", quantity)
                .none("executed_quantity")
                .none("executed_price")
                .none("slippage_pct")
                .none("fee")
                .none("total_cost")
                .none("filled_at")
                .text("price", E8Text.of(accepted.priceE8()))
                .text("locked_amount", E8Text.of(accepted.heldE8()))
                .text("created_at", time)
                .text("agent_id", ids.agent(accepted.agentId()).toString())
                .said("client_order_id", accepted.clientOrderId())
                .end();
    }

    private void renderCancelled(JsonGenerator json, String time) throws IOException {
        Listing listing = market.listing(cancelled.instrumentId());
        json.writeStartObject();
        json.writeStringField("order_id", ids.order(cancelled.orderId()).toString());
        json.writeStringField("status", "cancelled");
        json.writeStringField("unlocked_amount", E8Text.of(cancelled.releasedE8()));
        json.writeStringField("cancelled_at", time);
        json.writeStringField(
                "unlocked_asset", cancelled.side() == Side.BUY ? listing.quoteAsset() : listing.baseAsset());
        json.writeEndObject();
    }

    /** The sum over all assets means nothing; its documented shape is kept. It may be more than fits 64 bits. */
    private void renderCancelledAll(JsonGenerator json) throws IOException {
        long cashE8 = cancelledAll.releasedCashE8();
        BigDecimal total = amount(cashE8);
        json.writeStartObject();
        json.writeNumberField("cancelled_count", cancelledAll.count());
        json.writeObjectFieldStart("unlocked");
        if (cashE8 > 0) {
            json.writeStringField(QUOTE_ASSET, E8Text.of(cashE8));
        }
        for (OrdersCancelledDecoder.AssetsDecoder asset : cancelledAll.assets()) {
            Listing listing = market.listing(asset.instrumentId());
            json.writeStringField(listing.baseAsset(), E8Text.of(asset.releasedE8()));
            total = total.add(amount(asset.releasedE8()));
        }
        json.writeEndObject();
        json.writeStringField("total_unlocked", total.signum() == 0 ? "0" : total.toPlainString());
        json.writeEndObject();
    }

    private static BigDecimal amount(long valueE8) {
        return BigDecimal.valueOf(valueE8, E8_DIGITS);
    }
}
