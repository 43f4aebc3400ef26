package io.bullring.journal.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.bullring.journal.audit.CommandRecord;
import io.bullring.journal.audit.Message;
import io.bullring.journal.audit.Notation;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the tool says for programs: amounts and times as text, so that nobody's floating point rounds them; ids and counts as numbers. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();

    private Json() {}

    /** On one line. */
    static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report that is no JSON", e);
        }
    }

    static String pretty(Object value) {
        try {
            return PRETTY.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report that is no JSON", e);
        }
    }

    static Map<String, Object> of(CommandRecord command, boolean withEvents) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sequence", command.sequence());
        json.put("time", Notation.time(command.timeNs()));
        json.put("source", command.source());
        json.put("correlation_id", command.correlationId());
        json.put("agent_id", command.agentId());
        json.putAll(of(command.message()));
        if (withEvents) {
            json.put("events", command.events().stream().map(Json::of).toList());
        }
        return json;
    }

    static Map<String, Object> of(CommandRecord.Event event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("due", event.isDue());
        json.putAll(of(event.message()));
        return json;
    }

    static Map<String, Object> of(Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        message.fields().forEach(field -> fields.put(field.name(), value(field.value())));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", message.name());
        json.put("fields", fields);
        return json;
    }

    /** A value of a field, or of a report, as it stands in JSON. */
    static Object value(Object value) {
        return switch (value) {
            case null -> null;
            case Message inner -> of(inner);
            case BigDecimal amount -> amount.toPlainString();
            case Message.Word(String text) -> text;
            case List<?> list -> list.stream().map(Json::value).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> json = new LinkedHashMap<>();
                map.forEach((key, inner) -> json.put(key, value(inner)));
                yield json;
            }
            default -> value;
        };
    }
}
