package io.bullring.journal.cli;

import io.bullring.core.port.CommandListener;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.ConfigureVenueDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** What can be said of commands without an engine: how many of what, from when to when, of which venue. */
final class JournalSummary implements CommandListener {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ConfigureVenueDecoder configureVenue = new ConfigureVenueDecoder();
    private final Templates templates = new Templates();
    private long firstSequence;
    private long firstTimeNs;
    private long lastSequence;
    private long lastTimeNs;
    private long venueId;
    private int ruleVersion;

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        if (firstSequence == 0) {
            firstSequence = sequence;
            firstTimeNs = timeNs;
        }
        lastSequence = sequence;
        lastTimeNs = timeNs;
        int message = offset + CommandEnvelopeDecoder.ENCODED_LENGTH;
        header.wrap(command, message);
        templates.count(header.templateId());
        if (header.templateId() == ConfigureVenueDecoder.TEMPLATE_ID) {
            configureVenue.wrapAndApplyHeader(command, message, header);
            venueId = configureVenue.rules().venueId();
            ruleVersion = configureVenue.rules().ruleVersion();
        }
    }

    Templates templates() {
        return templates;
    }

    /** 0: no command. */
    long firstSequence() {
        return firstSequence;
    }

    long firstTimeNs() {
        return firstTimeNs;
    }

    long lastSequence() {
        return lastSequence;
    }

    long lastTimeNs() {
        return lastTimeNs;
    }

    /** As the last ConfigureVenue said, 0: none did. */
    long venueId() {
        return venueId;
    }

    int ruleVersion() {
        return ruleVersion;
    }
}
