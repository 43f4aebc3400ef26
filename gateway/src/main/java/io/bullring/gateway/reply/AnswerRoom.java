package io.bullring.gateway.reply;

import io.bullring.core.account.VenueRules;
import io.bullring.protocol.CancelAllOrdersEncoder;
import io.bullring.protocol.CloneAgentEncoder;
import io.bullring.protocol.CreateAgentEncoder;
import io.bullring.protocol.DoOnceDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.ModifyOrderEncoder;
import io.bullring.protocol.OpenAccountEncoder;
import io.bullring.protocol.OrdersCancelledEncoder;
import io.bullring.protocol.PlaceBookOrderEncoder;
import io.bullring.protocol.UpdateAccountEncoder;
import io.bullring.protocol.UpdateAgentEncoder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;

/**
 * How many bytes the answer to a command may need: reserved when the command is offered, so that the engine thread
 * always finds room for an answer and never waits for its reader.
 *
 * <ul>
 *   <li>Most answers have no text but a client order id, or the first answer within {@code AnswerRepeated}:
 *       {@link #PLAIN}.
 *   <li>{@code AccountOpened} and {@code AgentCreated} repeat the texts of their command.
 *   <li>{@code BookOrderAccepted} and the answers to {@code ModifyOrder} come with the {@link Outcome} of their order.
 *   <li>{@code OrdersCancelled} may name every instrument: a hundredth of the usual ring each, so that more of them at the same
 *       time are pressure.
 *   <li>{@code AgentUpdated}, and the {@code AgentCreated} of a clone, have all eight texts of the agent, each of which came in
 *       some command; {@code AccountUpdated} has the account's.
 *   <li>A {@code DoOnce} is answered as the command in it, or by {@code AlreadyDone}, which is plain.
 * </ul>
 *
 * For one thread.
 */
final class AnswerRoom {
    /** Room for an answer without free text, header of the record included. */
    static final int PLAIN = 512;

    /** Room for an answer with what became of an order. */
    static final int WITH_OUTCOME = PLAIN + Outcome.MAX_BYTES;

    private static final int TEXTS_OF_AN_AGENT = 8;
    private static final int EVERY_INSTRUMENT = PLAIN + BitUtil.align(
            VenueRules.MOST_INSTRUMENTS * OrdersCancelledEncoder.AssetsEncoder.sbeBlockLength(),
            RecordDescriptor.ALIGNMENT);

    private final int maxMessageBytes;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final DoOnceDecoder doOnce = new DoOnceDecoder();
    private final UnsafeBuffer named = new UnsafeBuffer(0, 0);

    AnswerRoom(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /** @param length of messageHeader and message */
    int bytesFor(DirectBuffer message, int offset, int length) {
        int templateId = header.wrap(message, offset).templateId();
        if (templateId != DoOnceDecoder.TEMPLATE_ID) {
            return bytesFor(templateId, length);
        }
        doOnce.wrapAndApplyHeader(message, offset, header);
        doOnce.skipIdempotencyKey();
        doOnce.wrapCommand(named);
        return bytesFor(header.wrap(named, 0).templateId(), named.capacity());
    }

    private int bytesFor(int templateId, int commandLength) {
        return switch (templateId) {
            case OpenAccountEncoder.TEMPLATE_ID, CreateAgentEncoder.TEMPLATE_ID ->
                PLAIN + BitUtil.align(commandLength, RecordDescriptor.ALIGNMENT);
            case PlaceBookOrderEncoder.TEMPLATE_ID, ModifyOrderEncoder.TEMPLATE_ID -> WITH_OUTCOME;
            case CancelAllOrdersEncoder.TEMPLATE_ID -> EVERY_INSTRUMENT;
            case UpdateAgentEncoder.TEMPLATE_ID,
                    CloneAgentEncoder.TEMPLATE_ID,
                    UpdateAccountEncoder.TEMPLATE_ID ->
                everyText();
            default -> PLAIN;
        };
    }

    int largest() {
        return Math.max(everyText(), EVERY_INSTRUMENT);
    }

    private int everyText() {
        return PLAIN + BitUtil.align(TEXTS_OF_AN_AGENT * maxMessageBytes, RecordDescriptor.ALIGNMENT);
    }
}
