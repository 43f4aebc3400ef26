package io.bullring.journal.cli;

import io.bullring.core.port.CommandListener;
import io.bullring.journal.audit.Message.Word;
import io.bullring.journal.audit.Notation;
import io.bullring.journal.audit.Tally;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.ConfigureVenueDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.agrona.DirectBuffer;

/** What can be said of commands without an engine: how many of what, from when to when, of which venue. */
final class JournalSummary implements CommandListener {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ConfigureVenueDecoder configureVenue = new ConfigureVenueDecoder();
    private final Tally tally = new Tally();
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
        tally.count(header.templateId());
        if (header.templateId() == ConfigureVenueDecoder.TEMPLATE_ID) {
            configureVenue.wrapAndApplyHeader(command, message, header);
            venueId = configureVenue.rules().venueId();
            ruleVersion = configureVenue.rules().ruleVersion();
        }
    }

    Tally tally() {
        return tally;
    }

    /** The venue that the last ConfigureVenue named. */
    String venue() {
        return venueId == 0
                ? "not configured yet"
                : String.format(Locale.ROOT, "%s, rules of version %d", Notation.venue(venueId), ruleVersion);
    }

    Map<String, Object> venueJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", venueId == 0 ? null : new Word(Notation.venue(venueId)));
        json.put("rule_version", venueId == 0 ? null : ruleVersion);
        return json;
    }

    /** How many commands, which, and when. */
    String range() {
        return firstSequence == 0
                ? "no commands"
                : String.format(
                        Locale.ROOT,
                        "%,d commands, %d to %d, %s to %s",
                        tally.total(),
                        firstSequence,
                        lastSequence,
                        Notation.time(firstTimeNs),
                        Notation.time(lastTimeNs));
    }

    Map<String, Object> rangeJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("commands", tally.total());
        if (firstSequence > 0) {
            json.put("first_sequence", firstSequence);
            json.put("last_sequence", lastSequence);
            json.put("first_time", Notation.time(firstTimeNs));
            json.put("last_time", Notation.time(lastTimeNs));
        }
        return json;
    }
}
