package io.bullring.core.model;

import io.bullring.core.engine.EventEncoder;
import io.bullring.core.event.EventCursor;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderRejectedDecoder;
import io.bullring.protocol.RejectReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** Counts which commands, events and reasons occurred. */
final class Coverage {
    private final Set<Integer> commands = new TreeSet<>();
    private final Set<Integer> events = new TreeSet<>();
    private final Map<RejectReason, Integer> refusals = new EnumMap<>(RejectReason.class);
    private final Map<RejectReason, Integer> failures = new EnumMap<>(RejectReason.class);

    private final Map<CancelReason, Integer> cancels = new EnumMap<>(CancelReason.class);

    /** The command that both have answered last, and the answer. */
    void count(Twins twins) {
        commands.add(twins.commandTemplateId());
        EventEncoder answer = twins.events();
        EventCursor cursor = new EventCursor();
        cursor.wrap(answer.buffer(), 0, answer.length());
        while (cursor.next()) {
            count(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        }
    }

    private void count(DirectBuffer buffer, int at, MessageHeaderDecoder header) {
        events.add(header.templateId());
        if (header.templateId() == CommandRejectedDecoder.TEMPLATE_ID) {
            RejectReason reason =
                    new CommandRejectedDecoder().wrapAndApplyHeader(buffer, at, header).reason();
            refusals.merge(reason, 1, Integer::sum);
        }
        if (header.templateId() == OrderCancelledDecoder.TEMPLATE_ID) {
            CancelReason reason =
                    new OrderCancelledDecoder().wrapAndApplyHeader(buffer, at, header).reason();
            cancels.merge(reason, 1, Integer::sum);
        }
        if (header.templateId() == OrderRejectedDecoder.TEMPLATE_ID) {
            RejectReason reason =
                    new OrderRejectedDecoder().wrapAndApplyHeader(buffer, at, header).reason();
            failures.merge(reason, 1, Integer::sum);
        }
    }

    /** Names of the commands that occurred. */
    List<String> commands() {
        return commands.stream().map(ProtocolMessages.commands()::get).toList();
    }

    /** Names of the events that occurred. */
    List<String> events() {
        return events.stream().map(ProtocolMessages.events()::get).toList();
    }

    /** Why commands were refused. */
    Map<RejectReason, Integer> refusals() {
        return refusals;
    }

    /** Why orders were cancelled. */
    Map<CancelReason, Integer> cancels() {
        return cancels;
    }

    /** Adds what another one counted. */
    void add(Coverage other) {
        commands.addAll(other.commands);
        events.addAll(other.events);
        other.refusals.forEach((reason, count) -> refusals.merge(reason, count, Integer::sum));
        other.cancels.forEach((reason, count) -> cancels.merge(reason, count, Integer::sum));
        other.failures.forEach((reason, count) -> failures.merge(reason, count, Integer::sum));
    }

    /** Why fired orders could not be executed. */
    Map<RejectReason, Integer> failures() {
        return failures;
    }
}
