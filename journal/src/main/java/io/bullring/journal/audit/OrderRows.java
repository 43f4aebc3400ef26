package io.bullring.journal.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Follows each order from its placement to its end, and makes its row of {@link ExportTable#ORDERS} when it ends. Memory grows with
 * the open orders. Not thread-safe.
 */
final class OrderRows {
    /** An order that has not ended yet. */
    private static final class Open {
        private final Object[] placed;
        private final Object type;
        private BigDecimal filled = BigDecimal.ZERO;
        private BigDecimal left;

        Open(Object[] placed, Object type, BigDecimal left) {
            this.placed = placed;
            this.type = type;
            this.left = left;
        }
    }

    private final Map<Long, Open> open = new TreeMap<>();
    private final Consumer<Object[]> table;

    OrderRows(Consumer<Object[]> table) {
        this.table = table;
    }

    void accepted(CommandRecord command, Message answer, String symbol, String time) {
        open.put(orderId(answer), placed(command, answer, symbol, time));
    }

    /** Against the quoted market, where a market order is filled without having been accepted before. */
    void filled(CommandRecord command, Message fill, String symbol, String time) {
        Open order = open.remove(orderId(fill));
        Open filled = order == null ? placed(command, fill, symbol, time) : order;
        filled.filled = amount(fill, "quantity");
        filled.left = BigDecimal.ZERO;
        end(filled, "FILLED", null, command.sequence(), time);
    }

    /** One trade in a book. Returns the order's type, which the event does not tell. */
    Object traded(Message trade, long sequence, String time) {
        Open order = open.get(orderId(trade));
        order.filled = order.filled.add(amount(trade, "quantity")).stripTrailingZeros();
        order.left = amount(trade, "left");
        if (order.left.signum() == 0) {
            open.remove(orderId(trade));
            end(order, "FILLED", null, sequence, time);
        }
        return order.type;
    }

    /** It was reduced, or replaced. */
    void changed(Message change) {
        open.get(orderId(change)).left = amount(change, "left");
    }

    void ended(Message end, String status, long sequence, String time) {
        end(open.remove(orderId(end)), status, end.value("reason"), sequence, time);
    }

    void refused(CommandRecord command, Message refusal, String symbol, String time) {
        end(placed(command, refusal, symbol, time), "REFUSED", refusal.value("reason"), command.sequence(), time);
    }

    /** The rows of those that are open. */
    void endOfJournal() {
        open.values().forEach(order -> end(order, "OPEN", null, null, null));
    }

    /** The first columns, from an order's command and the event that answered it. */
    private static Open placed(CommandRecord command, Message answer, String symbol, String time) {
        Message order = command.message();
        Object[] columns = {
            answer.value("orderId"),
            command.sequence(),
            time,
            command.agentId(),
            answer.value("portfolioId"),
            symbol,
            order.value("side"),
            order.value("type"),
            order.value("quantity"),
            order.value("price"),
            order.value("clientOrderId"),
            either(answer, order, "timeInForce"),
            isPostOnly(either(answer, order, "postOnly")),
            either(answer, order, "selfTradePrevention")
        };
        return new Open(columns, order.value("type"), amount(order, "quantity"));
    }

    /** What an order without conditions is taken to have said stands in the answer. */
    private static Object either(Message answer, Message order, String field) {
        Object answered = answer.value(field);
        return answered == null ? order.value(field) : answered;
    }

    private static Boolean isPostOnly(Object number) {
        return number instanceof Long code ? Boolean.valueOf(code != 0) : null;
    }

    private static Long orderId(Message message) {
        return (Long) message.value("orderId");
    }

    private static BigDecimal amount(Message message, String field) {
        return (BigDecimal) message.value(field);
    }

    private void end(Open order, String status, Object reason, Object sequence, Object time) {
        List<Object> row = new ArrayList<>(Arrays.asList(order.placed));
        row.addAll(Arrays.asList(order.filled, order.left, status, reason, sequence, time));
        table.accept(row.toArray());
    }
}
