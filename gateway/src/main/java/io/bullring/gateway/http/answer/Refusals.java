package io.bullring.gateway.http.answer;

import static io.bullring.gateway.http.answer.ErrorCode.ACCOUNT_NOT_FOUND;
import static io.bullring.gateway.http.answer.ErrorCode.AGENT_NOT_FOUND;
import static io.bullring.gateway.http.answer.ErrorCode.INSUFFICIENT_BALANCE;
import static io.bullring.gateway.http.answer.ErrorCode.INTERNAL_ERROR;
import static io.bullring.gateway.http.answer.ErrorCode.INVALID_QUANTITY;
import static io.bullring.gateway.http.answer.ErrorCode.INVALID_SYMBOL;
import static io.bullring.gateway.http.answer.ErrorCode.ORDER_REJECTED;
import static io.bullring.gateway.http.answer.ErrorCode.PRICE_NOT_AVAILABLE;
import static io.bullring.gateway.http.answer.ErrorCode.RATE_LIMIT_EXCEEDED;

import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.market.Listing;
import io.bullring.protocol.AlreadyDoneDecoder;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.util.UUID;

/**
 * The engine's reasons as refusals: for each one the code, and so the status, the token that clients match on in
 * {@code details.reason}, and the numbers. Decimals are texts, counts are integers. Any thread.
 */
public final class Refusals {
    private static final String TOO_SMALL = "quantity_too_small";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int RATE_WINDOW_SECONDS = 60;
    private static final int FULL_RETRY_SECONDS = 60;
    private static final int NOT_CONFIGURED_RETRY_SECONDS = 1;

    private final PublicIds ids;

    public Refusals(PublicIds ids) {
        this.ids = ids;
    }

    /** Of a command that is no order. */
    public Refusal of(CommandRejectedDecoder rejected) {
        return of(rejected, null);
    }

    /** Of a reset, in whose request the balance has this name. */
    public Refusal ofReset(CommandRejectedDecoder rejected, String balanceField) {
        return rejected.reason() == RejectReason.STARTING_BALANCE_OUT_OF_RANGE
                ? startingBalance(balanceField)
                : of(rejected);
    }

    /** Of an order that was to be placed. */
    public Refusal of(CommandRejectedDecoder rejected, Placement order) {
        Refusal refusal = why(rejected, order);
        return order != null && order.isNamed() && isRemembered(rejected.reason()) ? refusal.remembered() : refusal;
    }

    /** Whether the engine had asked its memory of placements before it refused: what it asks first is not remembered. */
    private static boolean isRemembered(RejectReason reason) {
        return switch (reason) {
            case NOT_CONFIGURED, UNKNOWN_AGENT, VALUE_OUT_OF_RANGE -> false;
            default -> true;
        };
    }

    private Refusal why(CommandRejectedDecoder rejected, Placement order) {
        Listing listing = order == null ? null : order.listing();
        return switch (rejected.reason()) {
            case UNKNOWN_AGENT -> Refusal.of(AGENT_NOT_FOUND, "No such agent.");
            case UNKNOWN_ACCOUNT -> Refusal.of(ACCOUNT_NOT_FOUND, "No such account.");
            case UNKNOWN_INSTRUMENT -> symbol("There is no such pair.", listing);
            case INACTIVE_INSTRUMENT -> notTraded(listing);
            case INSTRUMENT_HALTED -> halted();
            case QUANTITY_TOO_SMALL -> quantity("The quantity is below the smallest of the pair.", rejected, listing)
                    .countedAs(TOO_SMALL);
            case QUANTITY_TOO_LARGE -> quantity("The quantity is above the largest of the pair.", rejected, listing)
                    .countedAs("quantity_too_large");
            case NOTIONAL_TOO_SMALL ->
                notionalTooSmall(listing, order.quantityE8(), rejected.actual(), rejected.allowed());
            case DAILY_LOSS_LIMIT -> dailyLoss(rejected, order);
            case ORDER_RATE_LIMIT -> orderRate(rejected);
            case PRICE_UNAVAILABLE -> price("There is no price yet since the pair's feed came up.", listing);
            case PRICE_STALE -> stalePrice(rejected, listing);
            case AMOUNT_TOO_LARGE -> Refusal.invalid("quantity", "The order's value does not fit 64 bits at scale 8");
            case PROCEEDS_NOT_POSITIVE -> Refusal.invalid("quantity", "The fee would eat the proceeds of the sale");
            case ORDER_TOO_SMALL -> tooSmall(rejected);
            case ORDER_TOO_LARGE -> tooLarge(rejected);
            case POSITION_TOO_LARGE -> position(rejected, listing);
            case TOO_MANY_OPEN_ORDERS -> openOrders(rejected);
            case INSUFFICIENT_BALANCE -> balance(rejected, order);
            case STARTING_BALANCE_OUT_OF_RANGE -> startingBalance("starting_balance");
            case RISK_VALUE_OUT_OF_RANGE -> Refusal.invalid("risk_config", "A risk setting is out of its range");
            case VALUE_OUT_OF_RANGE -> Refusal.invalid("body", "A value is out of its range");
            case ORDER_NOT_OPEN -> Refusal.of(ErrorCode.ORDER_NOT_FOUND, "No such order.");
            case VENUE_FULL ->
                Refusal.unavailable("venue_full", "The venue has reached one of its limits.", FULL_RETRY_SECONDS);
            case NOT_CONFIGURED ->
                Refusal.unavailable("not_configured", "The venue has no rules yet.", NOT_CONFIGURED_RETRY_SECONDS);
            case AGENT_ARCHIVED -> order == null
                    ? archived()
                    : Refusal.of(ErrorCode.INVALID_API_KEY, "The agent is archived.");
            case ACCOUNT_SUSPENDED ->
                Refusal.of(ErrorCode.ACCOUNT_SUSPENDED, "The account is suspended.")
                        .with("reason", "account_not_active");
            case TRADING_STOPPED ->
                Refusal.of(ORDER_REJECTED, "A kill switch is engaged.").with("reason", "trading_stopped");
            case NO_BOOK ->
                Refusal.of(ORDER_REJECTED, "The pair is not traded in a book.").with("reason", "no_book");
            case WOULD_TRADE ->
                Refusal.of(ORDER_REJECTED, "A post-only order would trade at once.").with("reason", "would_trade");
            case NOT_FILLABLE ->
                Refusal.of(ORDER_REJECTED, "The order would not be filled as a whole.").with("reason", "not_fillable");
            case WORK_BOUND ->
                Refusal.of(ORDER_REJECTED,
                        "To be filled as a whole the order would have to meet more orders than one may.")
                        .with("reason", "work_bound")
                        .with("max_orders_met", rejected.allowed());
            case BOOK_FULL -> Refusal.invalid("quantity", "The quantities of this price do not fit 64 bits at scale 8");
            case PORTFOLIO_PARKED -> conflict("portfolio_parked", "The agent's own portfolio is parked.");
            case NO_PARKED_PORTFOLIO -> conflict("no_parked_portfolio", "The agent has no parked portfolio.");
            case STILL_CANCELLING ->
                conflict("still_cancelling", "The kill switch has not yet cancelled everything that it stopped.");
            case BOOK_ORDERS_OPEN ->
                conflict("book_orders_open", "The agent has orders open in books, which hold for the fees it has.");
            case TOO_MANY_AGENTS ->
                conflict("too_many_agents", "The account has as many agents as it may, archived ones included.")
                        .with("agent_count", rejected.actual())
                        .with("max_agents", rejected.allowed());
            case RULES_NOT_SUPPORTED, UNKNOWN_FEED, FEED_DOWN, NULL_VAL ->
                Refusal.of(INTERNAL_ERROR, "The command was refused for a reason that no request can cause.");
        };
    }

    /**
     * Of a request that issues keys, under an idempotency key under which one was carried out before.
     *
     * @param account of then
     * @param agent of then; null: it is gone
     */
    public Refusal alreadyDone(AlreadyDoneDecoder event, Account account, Agent agent) {
        return Refusal.of(
                ErrorCode.ALREADY_DONE,
                "Under this Idempotency-Key " + done(event.firstTimeNs(), account, agent)
                        + " before, and what keys that issued was told then and cannot be told again."
                        + " An agent's key can be regenerated.")
                .with("account_id", ids.account(event.accountId()).toString())
                .with("agent_id", ids.agent(event.agentId()).toString());
    }

    /** The command of this time: whatever was made by it has its time; of an agent nothing else issues keys but another key. */
    private static String done(long timeNs, Account account, Agent agent) {
        if (account.createdNs() == timeNs) {
            return "an account was opened";
        }
        if (agent == null) {
            return "something was done for an agent that is gone";
        }
        return agent.createdNs() == timeNs ? "an agent was created" : "an agent's key was regenerated";
    }

    /**
     * Of a change of an order that rests in a book.
     *
     * @param listing of the order
     */
    public Refusal ofChange(CommandRejectedDecoder rejected, int accountId, Listing listing) {
        return switch (rejected.reason()) {
            case NO_BOOK ->
                Refusal.of(ORDER_REJECTED, "Only a limit order that rests in a book can be changed.")
                        .with("reason", "no_book");
            case INSUFFICIENT_BALANCE -> available(
                    Refusal.of(INSUFFICIENT_BALANCE, "Not enough available for the order as it would be."), rejected);
            case NOTIONAL_TOO_SMALL -> notional(
                    Refusal.of(INVALID_QUANTITY, "Quantity times price would be below the smallest value of the pair."),
                    rejected.actual(),
                    rejected.allowed());
            default -> of(rejected, new Placement(accountId, listing, Side.NULL_VAL, 0, false));
        };
    }

    /** Nobody may do anything for the account; the engine is not asked. */
    public static Refusal suspended(UUID accountId) {
        return Refusal.of(ErrorCode.ACCOUNT_SUSPENDED, "The account is suspended.")
                .with("account_id", accountId.toString())
                .with("reason", "account_not_active");
    }

    /** The quantity is less than the smallest number there is; the engine, which is not asked, would first ask whether the pair is traded. */
    public static Refusal quantityOfNothing(Listing listing) {
        if (!listing.terms().active()) {
            return notTraded(listing);
        }
        return listing.halted() ? halted()
                : quantity("The quantity is below 0.00000001.", 0, listing).countedAs(TOO_SMALL);
    }

    /** Quantity times price, or the last one, is less than the pair takes. */
    static Refusal notionalTooSmall(Listing listing, long quantityE8, long notionalE8, long minNotionalE8) {
        return notional(
                Refusal.of(INVALID_QUANTITY, "Quantity times price is below the smallest value of the pair.")
                        .with("quantity", E8Text.of(quantityE8))
                        .with("min_qty", smallestQuantity(listing)),
                notionalE8,
                minNotionalE8);
    }

    /** The quantity is no multiple of the pair's step, which only the door asks for. */
    static Refusal offStep(Listing listing, long quantityE8) {
        return quantity("The quantity is no multiple of the pair's step.", quantityE8, listing)
                .countedAs("quantity_off_step")
                .with("step_size", E8Text.of(listing.terms().stepSizeE8()));
    }

    /** No agent has this id, or no longer. */
    public static Refusal unknownAgent(UUID id) {
        return Refusal.of(AGENT_NOT_FOUND, "No such agent.").with("agent_id", id.toString());
    }

    /** An agent that is put away for good. */
    public static Refusal archived() {
        return Refusal.of(ErrorCode.PERMISSION_DENIED, "The agent is archived.").with("reason", "agent_archived");
    }

    /** Nothing is traded under this symbol. */
    public static Refusal unknownSymbol(String symbol) {
        return Refusal.of(INVALID_SYMBOL, "There is no such pair.").with("symbol", symbol);
    }

    /** A value that is not among those which a market read knows; the code is the one that clients expect. */
    public static Refusal notOffered(String name, String value, String offered) {
        return Refusal.of(INVALID_SYMBOL, "The " + name + " is not one of " + offered + ".").with(name, value);
    }

    private static Refusal halted() {
        return Refusal.of(ORDER_REJECTED, "The venue has halted the pair.").with("reason", "instrument_halted");
    }

    /** A pair that takes no orders. */
    private static Refusal notTraded(Listing listing) {
        return symbol("The pair is not traded at present.", listing);
    }

    /** A pair that never had a price. */
    public static Refusal noPrice(Listing listing) {
        return price("There is no price yet.", listing);
    }

    /** The token of a reason for which a resting order was not executed when it fired. */
    public static String token(RejectReason reason) {
        return switch (reason) {
            case INSUFFICIENT_BALANCE -> "insufficient_balance";
            case AMOUNT_TOO_LARGE -> "amount_too_large";
            case PROCEEDS_NOT_POSITIVE -> "proceeds_not_positive";
            case ORDER_TOO_LARGE -> "order_too_large";
            case POSITION_TOO_LARGE -> "position_limit_exceeded";
            default -> throw new IllegalArgumentException("no fired order is rejected for " + reason);
        };
    }

    private static Refusal startingBalance(String field) {
        return Refusal.invalid(field, "Input should be 1 to 1000000000");
    }

    private static Refusal conflict(String reason, String message) {
        return Refusal.of(ErrorCode.CONFLICT, message).with("reason", reason);
    }

    private static Refusal symbol(String message, Listing listing) {
        return Refusal.of(INVALID_SYMBOL, message).with("symbol", listing.symbol());
    }

    private static Refusal quantity(String message, CommandRejectedDecoder rejected, Listing listing) {
        return quantity(message, rejected.actual(), listing);
    }

    private static Refusal quantity(String message, long quantityE8, Listing listing) {
        Refusal refusal = Refusal.of(INVALID_QUANTITY, message)
                .with("quantity", E8Text.of(quantityE8))
                .with("min_qty", smallestQuantity(listing));
        long maxQuantityE8 = listing.terms().maxQuantityE8();
        return maxQuantityE8 == 0 ? refusal : refusal.with("max_qty", E8Text.of(maxQuantityE8));
    }

    /** Where the pair states none it is the smallest number there is. */
    private static String smallestQuantity(Listing listing) {
        return E8Text.of(Math.max(1, listing.terms().minQuantityE8()));
    }

    private static Refusal notional(Refusal refusal, long notionalE8, long minNotionalE8) {
        return refusal.countedAs("notional_too_small")
                .with("notional", E8Text.of(notionalE8))
                .with("min_notional", E8Text.of(minNotionalE8));
    }

    private Refusal dailyLoss(CommandRejectedDecoder rejected, Placement order) {
        return Refusal.of(ErrorCode.DAILY_LOSS_LIMIT,
                "Today's loss reached the limit: no orders until 00:00 UTC, whatever was gained or changed since.")
                .with("reason", "daily_loss_limit")
                .with("account_id", ids.account(order.accountId()).toString())
                .with("agent_id", ids.agent(rejected.agentId()).toString())
                .with("daily_pnl", E8Text.of(rejected.actual()))
                .with("loss_limit", E8Text.of(rejected.allowed()))
                .with("loss_limit_pct", E8Text.of(rejected.limitPctE8()));
    }

    private static Refusal orderRate(CommandRejectedDecoder rejected) {
        int seconds = (int) Math.ceilDiv(rejected.requested(), NANOS_PER_SECOND);
        return Refusal.of(RATE_LIMIT_EXCEEDED, "The agent's orders of this minute have reached the limit.")
                .with("reason", "rate_limit_exceeded")
                .with("limit", rejected.allowed())
                .with("current_count", rejected.actual())
                .with("window_seconds", RATE_WINDOW_SECONDS)
                .with("retry_after_seconds", seconds)
                .retryAfter(seconds);
    }

    private static Refusal price(String message, Listing listing) {
        return Refusal.of(PRICE_NOT_AVAILABLE, message)
                .with("reason", "price_unavailable")
                .with("symbol", listing.symbol());
    }

    private static Refusal stalePrice(CommandRejectedDecoder rejected, Listing listing) {
        return price("The last price is too old: its feed is silent.", listing)
                .with("price_age_seconds", rejected.actual() / NANOS_PER_SECOND)
                .with("max_age_seconds", rejected.allowed() / NANOS_PER_SECOND);
    }

    private static Refusal tooSmall(CommandRejectedDecoder rejected) {
        return Refusal.of(ORDER_REJECTED, "The order's value is below the agent's smallest order.")
                .with("reason", "order_too_small")
                .with("estimated_value", E8Text.of(rejected.actual()))
                .with("min_order_size_usd", E8Text.of(rejected.allowed()));
    }

    private static Refusal tooLarge(CommandRejectedDecoder rejected) {
        return Refusal.of(ORDER_REJECTED, "The order's value is above the agent's share of equity for one order.")
                .with("reason", "order_too_large")
                .with("estimated_value", E8Text.of(rejected.actual()))
                .with("max_allowed_usd", E8Text.of(rejected.allowed()))
                .with("max_order_size_pct", E8Text.of(rejected.limitPctE8()));
    }

    private static Refusal position(CommandRejectedDecoder rejected, Listing listing) {
        String share = E8Text.of(rejected.actual());
        String largest = E8Text.of(rejected.limitPctE8());
        String current = E8Text.of(rejected.currentE8());
        String requested = E8Text.of(rejected.requested());
        String equity = E8Text.of(rejected.equityE8());
        String message = "The position would be " + share + " percent of equity, above the limit of " + largest
                + ": it is worth " + current + ", the order " + requested + ", equity is " + equity + " USDT.";
        return Refusal.of(ORDER_REJECTED, message)
                .with("reason", "position_limit_exceeded")
                .with("symbol", listing.symbol())
                .with("new_position_pct", share)
                .with("max_position_size_pct", largest)
                .with("current_position_value", current)
                .with("requested_value", requested)
                .with("equity", equity);
    }

    private static Refusal openOrders(CommandRejectedDecoder rejected) {
        return Refusal.of(ORDER_REJECTED, "The agent has as many open orders as it may.")
                .with("reason", "max_open_orders_exceeded")
                .with("open_count", rejected.actual())
                .with("max_open_orders", rejected.allowed());
    }

    private static Refusal balance(CommandRejectedDecoder rejected, Placement order) {
        Listing listing = order.listing();
        String asset = order.side() == Side.BUY ? listing.quoteAsset() : listing.baseAsset();
        return available(
                Refusal.of(INSUFFICIENT_BALANCE, "Not enough " + asset + " available.").with("asset", asset), rejected);
    }

    private static Refusal available(Refusal refusal, CommandRejectedDecoder rejected) {
        return refusal.with("reason", "insufficient_balance")
                .with("required", E8Text.of(rejected.actual()))
                .with("available", E8Text.of(rejected.allowed()));
    }
}
