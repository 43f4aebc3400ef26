package io.bullring.gateway.ws;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.gateway.history.Execution;
import io.bullring.gateway.history.OrderRecord;
import io.bullring.gateway.history.OrderStatus;
import io.bullring.gateway.http.answer.E8Text;
import io.bullring.gateway.http.answer.OrderWords;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.answer.Standing;
import io.bullring.gateway.http.answer.TimeText;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.market.MarketBoard;
import java.io.IOException;

/**
 * Orders and portfolios. Every client finds the values under {@code data} and at the top, except an order's type, which at
 * the top would be taken for the message's. Any thread.
 */
final class PrivateMessages {
    private final PublicIds ids;
    private final MarketBoard market;

    PrivateMessages(PublicIds ids, MarketBoard market) {
        this.ids = ids;
        this.market = market;
    }

    /** An order as a change left it; what does not apply to it is left out. */
    String order(OrderRecord order) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("channel", "orders");
            renderOrder(json, order);
            json.writeObjectFieldStart("data");
            json.writeStringField("type", OrderWords.of(order.type()));
            renderOrder(json, order);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** How an agent stands. */
    String portfolio(int agentId, Standing standing, long nowNs) {
        String agent = ids.agent(agentId).toString();
        String time = TimeText.inMillis(nowNs);
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("channel", "portfolio");
            renderPortfolio(json, standing, agent, time);
            json.writeObjectFieldStart("data");
            renderPortfolio(json, standing, agent, time);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void renderPortfolio(JsonGenerator json, Standing standing, String agent, String time)
            throws IOException {
        String equity = standing.equity().toPlainString();
        json.writeStringField("total_equity", equity);
        json.writeStringField("total_value", equity);
        json.writeStringField("unrealized_pnl", standing.unrealizedPnl().toPlainString());
        json.writeStringField("realized_pnl", standing.realizedPnl().toPlainString());
        json.writeStringField("available_cash", standing.available().toPlainString());
        json.writeStringField("locked_cash", standing.held().toPlainString());
        json.writeStringField("position_value", standing.positionValue().toPlainString());
        json.writeStringField("agent_id", agent);
        json.writeStringField("timestamp", time);
    }

    private void renderOrder(JsonGenerator json, OrderRecord order) throws IOException {
        String quantity = E8Text.of(order.quantityE8());
        json.writeStringField("order_id", ids.order(order.orderId()).toString());
        json.writeStringField("status", OrderWords.of(order.status()));
        json.writeStringField("symbol", market.listing(order.instrumentId()).symbol());
        json.writeStringField("side", OrderWords.of(order.side()));
        json.writeStringField("quantity", quantity);
        if (order.priceE8() != OrderRecord.NONE) {
            json.writeStringField("price", E8Text.of(order.priceE8()));
        }
        if (order.execution() != null) {
            renderExecution(json, order.execution());
        }
        if (order.status() == OrderStatus.FILLED) {
            json.writeStringField("filled_at", TimeText.inMillis(order.updatedNs()));
        }
        if (order.conditions() != null) {
            renderBook(json, order);
        }
        if (order.status() == OrderStatus.CANCELLED) {
            json.writeStringField("cancelled_at", TimeText.inMillis(order.updatedNs()));
        }
        if (order.rejectReason() != null) {
            json.writeStringField("rejected_reason", Refusals.token(order.rejectReason()));
        }
        json.writeStringField("created_at", TimeText.inMillis(order.createdNs()));
        json.writeStringField("agent_id", ids.agent(order.agentId()).toString());
        if (order.clientOrderId() != null) {
            json.writeStringField("client_order_id", order.clientOrderId());
        }
    }

    private static void renderExecution(JsonGenerator json, Execution execution) throws IOException {
        String executed = E8Text.of(execution.quantityE8());
        json.writeStringField("executed_price", E8Text.of(execution.priceE8()));
        json.writeStringField("executed_quantity", executed);
        json.writeStringField("executed_qty", executed);
        json.writeStringField("filled_quantity", executed);
        json.writeStringField("fee", E8Text.of(execution.feeE8()));
    }

    /** Of an order in a book; its last trade can be found in the history by its id. */
    private void renderBook(JsonGenerator json, OrderRecord order) throws IOException {
        json.writeStringField(
                "remaining_quantity", E8Text.of(order.status().isOpen() ? order.leftE8() : 0));
        if (order.execution() != null) {
            json.writeStringField("last_trade_id", ids.fill(order.execution().fillId()).toString());
        }
        if (order.cancelReason() != null) {
            json.writeStringField("cancel_reason", OrderWords.of(order.cancelReason()));
        }
        json.writeStringField("updated_at", TimeText.inMillis(order.updatedNs()));
    }
}
