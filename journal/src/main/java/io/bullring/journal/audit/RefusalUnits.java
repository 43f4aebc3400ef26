package io.bullring.journal.audit;

import io.bullring.journal.audit.Message.Field;
import io.bullring.journal.audit.Message.Word;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.RejectReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** In which unit a refusal's numbers are: that depends on its reason, as the schema says beside each. */
public final class RefusalUnits {
    private static final Set<RejectReason> IN_COUNTS = EnumSet.of(
            RejectReason.ORDER_RATE_LIMIT,
            RejectReason.TOO_MANY_OPEN_ORDERS,
            RejectReason.TOO_MANY_AGENTS,
            RejectReason.VENUE_FULL,
            RejectReason.BOOK_ORDERS_OPEN,
            RejectReason.WORK_BOUND,
            RejectReason.TRADING_STOPPED,
            RejectReason.PRICE_STALE);
    private static final Set<String> FIELDS = Set.of("actual", "allowed", "requested");

    private RefusalUnits() {}

    /** The value of a reason's number: a decimal where it is an amount, otherwise as it is (counts, nanoseconds). */
    public static Object valueOf(RejectReason reason, long number) {
        return IN_COUNTS.contains(reason) ? (Object) number : Notation.decimal(number);
    }

    /** The message with its numbers in their units. Any other message comes back as it is. */
    static Message applyTo(Message message) {
        if (message.templateId() != CommandRejectedDecoder.TEMPLATE_ID
                || !(message.value("reason") instanceof Word(String name))
                || name.startsWith("code ")) {
            return message;
        }
        RejectReason reason = RejectReason.valueOf(name);
        List<Field> fields = message.fields()
                .stream()
                .map(field -> FIELDS.contains(field.name()) && field.value() instanceof Long number
                        ? new Field(field.name(), valueOf(reason, number))
                        : field)
                .toList();
        return new Message(message.templateId(), message.name(), fields);
    }
}
