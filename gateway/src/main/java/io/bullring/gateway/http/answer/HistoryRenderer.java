package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.gateway.history.BookConditions;
import io.bullring.gateway.history.Execution;
import io.bullring.gateway.history.FillRecord;
import io.bullring.gateway.history.OrderRecord;
import io.bullring.gateway.history.OrderStatus;
import io.bullring.gateway.history.Page;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.protocol.CancelReason;
import java.io.IOException;

/** Orders and fills as the history knows them. Any thread. */
public final class HistoryRenderer {
    private final PublicIds ids;
    private final MarketBoard market;

    public HistoryRenderer(PublicIds ids, MarketBoard market) {
        this.ids = ids;
        this.market = market;
    }

    /** One order. */
    public HttpAnswer order(OrderRecord order) {
        return HttpAnswer.ok(json -> renderOrder(json, order));
    }

    /** An order in a book that is placed once more, as it is by now. */
    public HttpAnswer placedBefore(OrderRecord order) {
        return HttpAnswer.created(json -> renderPlaced(json, order)).replayed();
    }

    /** An order that cannot be cancelled any more. */
    public Refusal notCancellable(OrderRecord order) {
        return Refusal.of(ErrorCode.ORDER_NOT_CANCELLABLE, "The order is not open any more.")
                .with("order_id", ids.order(order.orderId()).toString())
                .with("current_status", OrderWords.of(order.status()));
    }

    /** An order that cannot be changed any more. */
    public Refusal notChangeable(OrderRecord order) {
        return Refusal.of(ErrorCode.ORDER_REJECTED, "The order is not open any more.")
                .with("reason", "order_not_open")
                .with("order_id", ids.order(order.orderId()).toString())
                .with("current_status", OrderWords.of(order.status()));
    }

    public HttpAnswer orders(Page<OrderRecord> page, int limit, int offset) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("orders");
            for (OrderRecord order : page.rows()) {
                renderOrder(json, order);
            }
            json.writeEndArray();
            renderPaging(json, page, limit, offset);
            json.writeEndObject();
        });
    }

    public HttpAnswer fills(Page<FillRecord> page, int limit, int offset) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("trades");
            for (FillRecord fill : page.rows()) {
                renderFill(json, fill);
            }
            json.writeEndArray();
            renderPaging(json, page, limit, offset);
            json.writeEndObject();
        });
    }

    private static void renderPaging(JsonGenerator json, Page<?> page, int limit, int offset) throws IOException {
        json.writeNumberField("total", page.total());
        json.writeNumberField("limit", limit);
        json.writeNumberField("offset", offset);
    }

    private void renderOrder(JsonGenerator json, OrderRecord order) throws IOException {
        Execution execution = order.execution();
        boolean isTraded = execution != null;
        String quantity = E8Text.of(order.quantityE8());
        String filled = isTraded ? E8Text.of(execution.quantityE8()) : null;
        json.writeStartObject();
        json.writeStringField("order_id", ids.order(order.orderId()).toString());
        json.writeStringField("status", OrderWords.of(order.status()));
        json.writeStringField("symbol", market.listing(order.instrumentId()).symbol());
        json.writeStringField("side", OrderWords.of(order.side()));
        json.writeStringField("type", OrderWords.of(order.type()));
        json.writeStringField("quantity", quantity);
        json.writeStringField("requested_quantity", quantity);
        json.writeStringField("price", amountOrNull(order.priceE8()));
        json.writeStringField("executed_price", isTraded ? E8Text.of(execution.priceE8()) : null);
        json.writeStringField("executed_qty", filled);
        json.writeStringField("executed_quantity", filled);
        json.writeStringField(
                "slippage_pct",
                isTraded && execution.slippagePctE8() != OrderRecord.NONE
                        ? E8Text.slippage(execution.slippagePctE8())
                        : null);
        json.writeStringField("fee", isTraded ? E8Text.of(execution.feeE8()) : null);
        json.writeStringField("total_cost", amountOrNull(order.totalCostE8()));
        json.writeStringField("locked_amount", order.status().isOpen() ? E8Text.of(order.heldE8()) : null);
        json.writeStringField("created_at", TimeText.of(order.createdNs()));
        json.writeStringField(
                "filled_at", order.status() == OrderStatus.FILLED ? TimeText.of(order.updatedNs()) : null);
        json.writeStringField(
                "cancelled_at", order.status() == OrderStatus.CANCELLED ? TimeText.of(order.updatedNs()) : null);
        json.writeStringField("updated_at", TimeText.of(order.updatedNs()));
        json.writeStringField(
                "rejection_reason", order.rejectReason() == null ? null : Refusals.token(order.rejectReason()));
        json.writeStringField("agent_id", ids.agent(order.agentId()).toString());
        json.writeStringField("client_order_id", order.clientOrderId());
        if (order.conditions() != null) {
            renderBook(json, order);
        }
        json.writeEndObject();
    }

    private void renderPlaced(JsonGenerator json, OrderRecord order) throws IOException {
        Execution execution = order.execution();
        String quantity = E8Text.of(order.quantityE8());
        boolean isFilled = order.status() == OrderStatus.FILLED;
        json.writeStartObject();
        json.writeStringField("order_id", ids.order(order.orderId()).toString());
        json.writeStringField("status", OrderWords.of(order.status()));
        json.writeStringField("symbol", market.listing(order.instrumentId()).symbol());
        json.writeStringField("side", OrderWords.of(order.side()));
        json.writeStringField("type", OrderWords.of(order.type()));
        json.writeStringField("requested_quantity", quantity);
        json.writeStringField("quantity", quantity);
        json.writeStringField("executed_quantity", execution == null ? null : E8Text.of(execution.quantityE8()));
        json.writeStringField("executed_price", execution == null ? null : E8Text.of(execution.priceE8()));
        json.writeNullField("slippage_pct");
        json.writeStringField("fee", execution == null ? null : E8Text.of(execution.feeE8()));
        json.writeStringField("total_cost", amountOrNull(order.totalCostE8()));
        json.writeStringField("filled_at", isFilled ? TimeText.of(order.updatedNs()) : null);
        json.writeStringField("price", amountOrNull(order.priceE8()));
        json.writeStringField("locked_amount", order.status().isOpen() ? E8Text.of(order.heldE8()) : null);
        json.writeStringField("created_at", TimeText.of(order.createdNs()));
        json.writeStringField("agent_id", ids.agent(order.agentId()).toString());
        json.writeStringField("client_order_id", order.clientOrderId());
        renderBook(json, order);
        json.writeEndObject();
    }

    private static void renderBook(JsonGenerator json, OrderRecord order) throws IOException {
        BookConditions conditions = order.conditions();
        CancelReason reason = order.cancelReason();
        json.writeStringField("time_in_force", conditions.timeInForce().name());
        json.writeBooleanField("post_only", conditions.postOnly());
        json.writeStringField("self_trade_prevention", OrderWords.of(conditions.selfTradePrevention()));
        json.writeStringField(
                "remaining_quantity", E8Text.of(order.status().isOpen() ? order.leftE8() : 0));
        json.writeStringField("cancel_reason", reason == null ? null : OrderWords.of(reason));
    }

    private void renderFill(JsonGenerator json, FillRecord fill) throws IOException {
        json.writeStartObject();
        json.writeStringField("trade_id", ids.fill(fill.fillId()).toString());
        json.writeStringField("order_id", ids.order(fill.orderId()).toString());
        json.writeStringField("symbol", market.listing(fill.instrumentId()).symbol());
        json.writeStringField("side", OrderWords.of(fill.side()));
        json.writeStringField("quantity", E8Text.of(fill.quantityE8()));
        json.writeStringField("price", E8Text.of(fill.priceE8()));
        json.writeStringField("fee", E8Text.of(fill.feeE8()));
        json.writeStringField("total", E8Text.of(fill.notionalE8()));
        json.writeStringField("executed_at", TimeText.of(fill.executedNs()));
        json.writeStringField("realized_pnl", amountOrNull(fill.realizedPnlE8()));
        json.writeStringField("agent_id", ids.agent(fill.agentId()).toString());
        json.writeStringField("session_id", ids.session(fill.portfolioId()).toString());
        if (fill.liquidity() != null) {
            json.writeStringField("liquidity", OrderWords.of(fill.liquidity()));
        }
        json.writeEndObject();
    }

    private static String amountOrNull(long amountE8) {
        return amountE8 == OrderRecord.NONE ? null : E8Text.of(amountE8);
    }
}
