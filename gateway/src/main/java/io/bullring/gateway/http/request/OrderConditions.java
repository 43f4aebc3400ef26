package io.bullring.gateway.http.request;

import io.bullring.gateway.http.request.JsonMember.Kind;
import io.bullring.gateway.http.request.Violation.Place;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.TimeInForce;

/**
 * The conditions of an order that a book knows. The quoted market knows none of them: there they are taken where they are true
 * anyway. Valid as long as its body is; for one thread.
 */
public final class OrderConditions {
    private static final int LONGEST_WORD = 20;

    private final JsonMember timeInForceMember;
    private final JsonMember postOnlyMember;
    private final JsonMember preventionMember;

    private OrderType type;
    private TimeInForce timeInForce;
    private boolean postOnly;
    private SelfTradePrevention prevention;

    OrderConditions(JsonMember timeInForce, JsonMember postOnly, JsonMember prevention) {
        timeInForceMember = timeInForce;
        postOnlyMember = postOnly;
        preventionMember = prevention;
    }

    /** @param orderType null: it could not be read */
    void read(OrderType orderType, Violations violations) {
        type = orderType;
        timeInForce = timeInForce(violations);
        postOnly = postOnly(violations);
        prevention = prevention(violations);
        boolean isTriggered = type == OrderType.STOP_LOSS || type == OrderType.TAKE_PROFIT;
        if (isTriggered && timeInForce != TimeInForce.GTC) {
            violations.invalid(timeInForceMember.path(), "A stop_loss or take_profit order is GTC");
        }
        if (postOnly && (type != OrderType.LIMIT || timeInForce != TimeInForce.GTC)) {
            violations.invalid(postOnlyMember.path(), "Only a limit order that is GTC can be post_only");
        }
    }

    /** Refuses what is not true of an order against the quoted market, which fills a market order at once and lets any other rest. */
    public void requireTrueOfQuotedMarket(Violations violations) {
        if (timeInForce != TimeInForce.GTC && type != OrderType.MARKET) {
            violations.invalid(
                    timeInForceMember.path(), "The pair is not traded in a book: an order with a price is GTC there");
        }
        if (postOnly) {
            violations.invalid(
                    postOnlyMember.path(), "The pair is not traded in a book: no order can be post_only there");
        }
    }

    public TimeInForce timeInForce() {
        return timeInForce;
    }

    public boolean isPostOnly() {
        return postOnly;
    }

    public SelfTradePrevention prevention() {
        return prevention;
    }

    private TimeInForce timeInForce(Violations violations) {
        String word = word(timeInForceMember, violations);
        return switch (word) {
            case null -> TimeInForce.GTC;
            case "GTC" -> TimeInForce.GTC;
            case "IOC" -> TimeInForce.IOC;
            case "FOK" -> TimeInForce.FOK;
            default -> {
                violations.notOneOf(timeInForceMember.path(), "'GTC', 'IOC' or 'FOK'");
                yield TimeInForce.GTC;
            }
        };
    }

    private boolean postOnly(Violations violations) {
        if (!postOnlyMember.isPresent()) {
            return false;
        }
        if (postOnlyMember.kind() != Kind.BOOLEAN) {
            violations.add(Place.BODY, postOnlyMember.path(), "Input should be true or false", "bool_type");
            return false;
        }
        return Boolean.parseBoolean(postOnlyMember.text());
    }

    private SelfTradePrevention prevention(Violations violations) {
        String word = word(preventionMember, violations);
        return switch (word) {
            case null -> SelfTradePrevention.NONE;
            case "none" -> SelfTradePrevention.NONE;
            case "cancel-newest" -> SelfTradePrevention.CANCEL_NEWEST;
            case "cancel-oldest" -> SelfTradePrevention.CANCEL_OLDEST;
            case "cancel-both" -> SelfTradePrevention.CANCEL_BOTH;
            case "decrement" -> SelfTradePrevention.DECREMENT;
            default -> {
                violations.notOneOf(
                        preventionMember.path(),
                        "'none', 'cancel-newest', 'cancel-oldest', 'cancel-both' or 'decrement'");
                yield SelfTradePrevention.NONE;
            }
        };
    }

    /** Null when nothing was said. */
    private static String word(JsonMember member, Violations violations) {
        return member.isPresent() ? member.requiredText(LONGEST_WORD, violations) : null;
    }
}
