package io.bullring.journal.audit;

import io.bullring.core.risk.Rejection;
import io.bullring.journal.audit.Message.Word;
import io.bullring.protocol.RejectReason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a rule that was asked is told. The numbers and the verdict are the engine's. */
final class RuleText {
    /** The balance is asked for a second time, with what the fill costs or the order holds. */
    private static final String SETTLEMENT = "to be paid or held, and available";

    private RuleText() {}

    /** The checks of one placement or change, in the order in which they were asked. */
    static List<Map<String, Object>> trees(List<RuleRecord.Check> checks) {
        Set<RejectReason> asked = EnumSet.noneOf(RejectReason.class);
        List<Map<String, Object>> trees = new ArrayList<>();
        for (RuleRecord.Check check : checks) {
            boolean isSecond = !asked.add(check.reason()) && check.reason() == RejectReason.INSUFFICIENT_BALANCE;
            trees.add(tree(check, isSecond ? SETTLEMENT : rule(check.reason())));
        }
        return trees;
    }

    private static Map<String, Object> tree(RuleRecord.Check check, String rule) {
        RejectReason reason = check.reason();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("rule", new Word(rule));
        tree.put("actual", number(reason, check.actual()));
        tree.put("limit", number(reason, check.allowed()));
        tree.put("limit_pct", check.limitPctE8() == Rejection.UNSET ? null : Notation.decimal(check.limitPctE8()));
        tree.put("verdict", new Word(check.isKept() ? "kept" : "refused: " + reason));
        return tree;
    }

    private static Object number(RejectReason reason, long value) {
        return value == Rejection.UNSET ? null : RefusalUnits.valueOf(reason, value);
    }

    /** RULES.md section 3, in a few words; amounts are USDT or base asset, as the rule has it. */
    private static String rule(RejectReason reason) {
        return switch (reason) {
            case UNKNOWN_AGENT -> "the agent exists";
            case VALUE_OUT_OF_RANGE -> "the order is well formed";
            case UNKNOWN_INSTRUMENT -> "the instrument exists";
            case INACTIVE_INSTRUMENT -> "the instrument is traded";
            case BOOK_ORDERS_OPEN -> "the agent has no order open in a book";
            case INSTRUMENT_HALTED -> "the operator has not halted the instrument";
            case QUANTITY_TOO_SMALL -> "smallest quantity";
            case QUANTITY_TOO_LARGE -> "largest quantity";
            case NOTIONAL_TOO_SMALL -> "smallest value of a resting order";
            case AGENT_ARCHIVED -> "R1 the agent is not archived";
            case ACCOUNT_SUSPENDED -> "R1 the account is not suspended";
            case TRADING_STOPPED -> "R1 no kill switch is engaged";
            case DAILY_LOSS_LIMIT -> "R2 result of the day against the loss that halts";
            case ORDER_RATE_LIMIT -> "R3 orders of this minute";
            case PRICE_UNAVAILABLE -> "there is a price";
            case PRICE_STALE -> "age of the feed's last message, ns";
            case AMOUNT_TOO_LARGE -> "every amount fits";
            case ORDER_TOO_SMALL -> "R4 smallest order value";
            case ORDER_TOO_LARGE -> "R5 largest order value";
            case POSITION_TOO_LARGE -> "R6 position's share of the equity, percent";
            case TOO_MANY_OPEN_ORDERS -> "R7 open orders";
            case INSUFFICIENT_BALANCE -> "R8 needed, and available";
            case VENUE_FULL -> "open orders of the venue";
            case NO_BOOK -> "the instrument is traded in a book";
            case WORK_BOUND -> "no more orders have to be met than one command may";
            case NOT_FILLABLE -> "all of it would trade";
            case WOULD_TRADE -> "none of it would trade";
            case BOOK_FULL -> "the quantities of its price fit";
            case PROCEEDS_NOT_POSITIVE -> "the fee leaves something";
            default -> reason.name();
        };
    }
}
