package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.e8.E8;
import java.io.IOException;

/** What an agent may do: settings that are all set. Any thread. */
public final class RiskRenderer {
    private RiskRenderer() {}

    /** The three limits that have calls of their own. */
    public static HttpAnswer limits(RiskProfile limits) {
        return HttpAnswer.ok(json -> renderLimits(json, limits));
    }

    /** Clients read integers here; what is behind the point is cut off. */
    static void renderLimits(JsonGenerator json, RiskProfile limits) throws IOException {
        json.writeStartObject();
        json.writeNumberField("max_position_size_pct", limits.maxPositionSizePctE8() / E8.ONE);
        json.writeNumberField("daily_loss_limit_pct", limits.dailyLossLimitPctE8() / E8.ONE);
        json.writeNumberField("max_open_orders", limits.maxOpenOrders());
        json.writeEndObject();
    }

    /** All six, to the last digit. */
    static void renderAll(JsonGenerator json, RiskProfile limits) throws IOException {
        json.writeStartObject();
        json.writeStringField("max_order_size_pct", E8Text.of(limits.maxOrderSizePctE8()));
        json.writeStringField("max_position_size_pct", E8Text.of(limits.maxPositionSizePctE8()));
        json.writeStringField("daily_loss_limit_pct", E8Text.of(limits.dailyLossLimitPctE8()));
        json.writeStringField("min_order_size_usd", E8Text.of(limits.minOrderSizeE8()));
        json.writeNumberField("max_open_orders", limits.maxOpenOrders());
        json.writeNumberField("order_rate_limit", limits.orderRateLimit());
        json.writeEndObject();
    }
}
