package io.bullring.gateway.http.request;

import static io.bullring.core.e8.Rounding.HALF_EVEN;

import io.bullring.core.e8.E8;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.util.Locale;

/**
 * The body of an order, and the header that may name it. What it answers is valid once {@link #read} has said yes, and
 * until it reads again. Whether the venue knows the symbol is not asked here. Reusable; for one thread.
 */
public final class OrderBody {
    /** Longest symbol, in characters. */
    public static final int MAX_SYMBOL = 20;

    /** Longest client order id, in characters. */
    public static final int MAX_CLIENT_ORDER_ID = 64;

    /** A market order has no price; the null value of the schema. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    /** Header that names an order just as the field client_order_id does. */
    public static final String IDEMPOTENCY_KEY = IdempotencyKey.HEADER;

    private static final int FIRST_PRICE = 4;
    private static final int LAST_PRICE = 6;

    private final JsonMembers members = new JsonMembers(
            "symbol", "side", "type", "quantity", "price", "trigger_price", "stop_price", "client_order_id",
            "time_in_force",
            "post_only", "self_trade_prevention");
    private final JsonMember symbolMember = members.at(0);
    private final JsonMember sideMember = members.at(1);
    private final JsonMember typeMember = members.at(2);
    private final JsonMember quantityMember = members.at(3);
    private final JsonMember priceMember = members.at(FIRST_PRICE);
    private final JsonMember clientOrderIdMember = members.at(7);
    private final OrderConditions conditions = new OrderConditions(members.at(8), members.at(9), members.at(10));
    private final DecimalText decimal = new DecimalText();

    private String symbol;
    private Side side;
    private OrderType type;
    private long quantityE8;
    private long priceE8;
    private String clientOrderId;

    /**
     * Reads an order.
     *
     * @param idempotencyKey the header of that name, null: none
     * @return whether no violation was added
     */
    public boolean read(byte[] json, String idempotencyKey, Violations violations) {
        if (!members.read(json, violations)) {
            return false;
        }
        String text = symbolMember.requiredText(MAX_SYMBOL, violations);
        symbol = text == null ? null : text.toUpperCase(Locale.ROOT);
        side = side(violations);
        type = type(violations);
        quantityE8 = quantity(violations);
        priceE8 = price(violations);
        clientOrderId = clientOrderId(idempotencyKey, violations);
        if (violations.isEmpty() && priceE8 != NO_PRICE
                && E8.multiply(quantityE8, priceE8, HALF_EVEN) == E8.OVERFLOW) {
            violations.invalid(quantityMember.path(), "The order's value does not fit 64 bits at scale 8");
        }
        conditions.read(type, violations);
        return violations.isEmpty();
    }

    /** In upper case. */
    public String symbol() {
        return symbol;
    }

    public Side side() {
        return side;
    }

    public OrderType type() {
        return type;
    }

    /** Base asset; 0 when the order asked for less than 0.00000001. */
    public long quantityE8() {
        return quantityE8;
    }

    /** Limit or trigger, or {@link #NO_PRICE} for a market order. */
    public long priceE8() {
        return priceE8;
    }

    /** Empty: none. */
    public String clientOrderId() {
        return clientOrderId;
    }

    /** Time in force and what else a book knows; what was not said is as if it rested until it trades, with anybody. */
    public OrderConditions conditions() {
        return conditions;
    }

    private Side side(Violations violations) {
        String text = sideMember.requiredText(MAX_SYMBOL, violations);
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> {
                violations.notOneOf(sideMember.path(), "'buy' or 'sell'");
                yield null;
            }
        };
    }

    private OrderType type(Violations violations) {
        String text = typeMember.requiredText(MAX_SYMBOL, violations);
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "market" -> OrderType.MARKET;
            case "limit" -> OrderType.LIMIT;
            case "stop_loss" -> OrderType.STOP_LOSS;
            case "take_profit" -> OrderType.TAKE_PROFIT;
            default -> {
                violations.notOneOf(typeMember.path(), "'market', 'limit', 'stop_loss' or 'take_profit'");
                yield null;
            }
        };
    }

    /** What lies beyond 8 fractional digits is cut off: never more than was asked for. */
    private long quantity(Violations violations) {
        if (!quantityMember.requiredDecimal(decimal, violations)) {
            return 0;
        }
        long truncatedE8 = decimal.truncatedE8();
        if (decimal.signum() <= 0) {
            violations.notPositive(quantityMember.path());
        } else if (truncatedE8 == E8.OVERFLOW) {
            violations.doesNotFit(quantityMember.path());
        }
        return truncatedE8;
    }

    /** The one price among its three names. */
    private long price(Violations violations) {
        long found = NO_PRICE;
        for (int i = FIRST_PRICE; i <= LAST_PRICE; i++) {
            JsonMember member = members.at(i);
            if (!member.isPresent()) {
                continue;
            }
            if (type == OrderType.MARKET) {
                violations.invalid(member.path(), "A market order has no price");
                return NO_PRICE;
            }
            long valueE8 = priceOf(member, violations);
            if (valueE8 == NO_PRICE) {
                return NO_PRICE;
            }
            if (found != NO_PRICE && found != valueE8) {
                violations.invalid(priceMember.path(), "price, trigger_price and stop_price should be equal");
                return NO_PRICE;
            }
            found = valueE8;
        }
        if (found == NO_PRICE && type != null && type != OrderType.MARKET) {
            violations.missing(priceMember.path());
        }
        return found;
    }

    private long priceOf(JsonMember member, Violations violations) {
        if (!member.decimal(decimal, violations)) {
            return NO_PRICE;
        }
        long roundedE8 = decimal.roundedE8();
        if (roundedE8 == E8.OVERFLOW) {
            violations.doesNotFit(member.path());
            return NO_PRICE;
        }
        if (roundedE8 <= 0) {
            violations.notPositive(member.path());
            return NO_PRICE;
        }
        return roundedE8;
    }

    private String clientOrderId(String idempotencyKey, Violations violations) {
        String fromBody = clientOrderIdMember.isPresent()
                ? clientOrderIdMember.requiredText(MAX_CLIENT_ORDER_ID, violations)
                : null;
        if (fromBody != null && !IdempotencyKey.isPrintable(fromBody)) {
            violations.invalid(clientOrderIdMember.path(), "Input should be printable ASCII without spaces");
        }
        if (idempotencyKey == null) {
            return fromBody == null ? "" : fromBody;
        }
        String fromHeader = IdempotencyKey.of(idempotencyKey, violations);
        if (fromBody != null && !fromHeader.isEmpty() && !fromBody.equals(fromHeader)) {
            violations.invalid(clientOrderIdMember.path(),
                    "client_order_id and " + IDEMPOTENCY_KEY + " should be equal");
        }
        return fromHeader;
    }
}
