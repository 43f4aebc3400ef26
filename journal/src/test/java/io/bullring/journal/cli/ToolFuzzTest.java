package io.bullring.journal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.journal.audit.CommandReader;
import io.bullring.journal.audit.CommandRecord;
import io.bullring.journal.audit.MessageSchema;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.TypeConversionException;

/** Whatever a command of a journal holds, the tool tells it on one line; whatever its own command line names is one thing, or refused. */
final class ToolFuzzTest {
    private static final int LEAST_BYTES = CommandEnvelopeDecoder.ENCODED_LENGTH + MessageHeaderDecoder.ENCODED_LENGTH;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final CommandReader READER = new CommandReader(MessageSchema.load());

    @FuzzTest
    void commands(byte[] bytes) throws IOException {
        byte[] command = Arrays.copyOf(bytes, Math.max(bytes.length, LEAST_BYTES));
        CommandRecord record = READER.command(7, 1, new UnsafeBuffer(command), 0, command.length, List.of());

        String line = FieldLine.of(record);
        assertTrue(line.startsWith("7 1970-01-01T00:00:00.000000001Z source="), line);
        assertEquals(1, line.lines().count(), line);
        JsonNode json = MAPPER.readTree(Json.line(Json.of(record, false)));
        assertEquals(record.message().name(), json.path("kind").textValue());
        assertEquals(record.agentId(), json.path("agent_id").longValue());
    }

    @FuzzTest
    void moments(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            Moment moment = new Moment.OfAnything().convert(text);
            assertTrue(moment.isTime() || moment.number() >= 0);
            assertTrue(moment.isTime() || text.chars().allMatch(c -> c >= '0' && c <= '9'), text);
            if (moment.isTime()) {
                assertEquals(moment.number(), new Moment.OfTime().convert(text));
            }
        } catch (TypeConversionException refusal) {
            assertTrue(refusal.getMessage().startsWith("'" + text + "' is no "), refusal.getMessage());
        }
    }

    /** A public id has one spelling, in small letters or capitals. */
    @FuzzTest
    void orders(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            OrderName name = new OrderName.Converter().convert(text);
            assertTrue(name.number() > 0, text);
            assertTrue(text.matches("@?[0-9]+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"), text);
            assertEquals(text.startsWith("@"), name.isCommand());
            assertFalse(name.venueId() != 0 && !text.contains("-"));
        } catch (TypeConversionException refusal) {
            assertTrue(refusal.getMessage().startsWith("'" + text + "' is no order: "), refusal.getMessage());
        }
    }
}
