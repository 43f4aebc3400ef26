package io.bullring.gateway.http.answer;

import io.bullring.gateway.history.OrderStatus;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import java.util.Locale;

/** The words of the HTTP interface for what the schema counts. */
public final class OrderWords {
    private OrderWords() {}

    public static String of(Side side) {
        return switch (side) {
            case BUY -> "buy";
            case SELL -> "sell";
            case NULL_VAL -> throw new IllegalArgumentException("no side");
        };
    }

    public static String of(OrderType type) {
        return switch (type) {
            case MARKET -> "market";
            case LIMIT -> "limit";
            case STOP_LOSS -> "stop_loss";
            case TAKE_PROFIT -> "take_profit";
            case NULL_VAL -> throw new IllegalArgumentException("no order type");
        };
    }

    public static String of(OrderStatus status) {
        return switch (status) {
            case PENDING -> "pending";
            case PARTIALLY_FILLED -> "partially_filled";
            case FILLED -> "filled";
            case CANCELLED -> "cancelled";
            case REJECTED -> "rejected";
            case EXPIRED -> "expired";
        };
    }

    public static String of(SelfTradePrevention prevention) {
        return prevention.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static String of(CancelReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    public static String of(Liquidity liquidity) {
        return switch (liquidity) {
            case MAKER -> "maker";
            case TAKER -> "taker";
            case NULL_VAL -> throw new IllegalArgumentException("neither maker nor taker");
        };
    }
}
