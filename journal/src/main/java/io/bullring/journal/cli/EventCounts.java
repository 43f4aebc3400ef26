package io.bullring.journal.cli;

import io.bullring.core.port.EventListener;
import io.bullring.protocol.EventHeaderDecoder;
import io.bullring.protocol.InstrumentDefinedDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/** Counts what an engine said, and keeps the instruments' names. */
final class EventCounts implements EventListener {
    private static final int ALIGNMENT = 8;

    private final EventHeaderDecoder event = new EventHeaderDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinedDecoder instrument = new InstrumentDefinedDecoder();
    private final Templates templates = new Templates();
    private final Map<Integer, String> symbols = new TreeMap<>();

    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        int at = offset;
        while (at < offset + length) {
            event.wrap(events, at);
            int message = at + EventHeaderDecoder.ENCODED_LENGTH;
            header.wrap(events, message);
            templates.count(header.templateId());
            if (header.templateId() == InstrumentDefinedDecoder.TEMPLATE_ID) {
                instrument.wrapAndApplyHeader(events, message, header);
                symbols.put(instrument.instrumentId(), instrument.symbol());
            }
            at = message + BitUtil.align(event.lengthBytes(), ALIGNMENT);
        }
    }

    Templates templates() {
        return templates;
    }

    /** Symbols by instrument id. */
    Map<Integer, String> symbols() {
        return symbols;
    }
}
