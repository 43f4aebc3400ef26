package io.bullring.journal.cli;

import io.bullring.journal.audit.CommandRecord;
import io.bullring.journal.audit.Message;
import io.bullring.journal.audit.Notation;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Messages as lines of text: words and fields, a blank between them; what is null or empty is left out. */
final class FieldLine {
    private final StringBuilder line = new StringBuilder(160);

    /** Sequence, time, who, what. */
    static String of(CommandRecord command) {
        return new FieldLine()
                .word(Long.toString(command.sequence()))
                .word(Notation.time(command.timeNs()))
                .word("source=" + command.source())
                .word("correlation=" + command.correlationId())
                .word("agent=" + command.agentId())
                .message(command.message())
                .toString();
    }

    static String of(Message message) {
        return new FieldLine().message(message).toString();
    }

    private FieldLine message(Message message) {
        word(message.name());
        for (Message.Field field : message.fields()) {
            value(field.name(), field.value());
        }
        return this;
    }

    private void value(String name, Object value) {
        switch (value) {
            case null -> {} // not set
            case String text when text.isEmpty() -> {} // the schema's way of not set
            case String text -> word(name + "=" + Notation.quoted(text));
            case BigDecimal amount -> word(name + "=" + amount.toPlainString());
            case Message inner -> word(name + "=(" + of(inner) + ")");
            case List<?> entries when entries.isEmpty() -> {} // a group without entries
            case List<?> entries ->
                word(name + "=" + entries.stream().map(FieldLine::entry).collect(Collectors.joining(",", "[", "]")));
            default -> word(name + "=" + value);
        }
    }

    /** An entry of a group has no name of its own. */
    private static String entry(Object entry) {
        FieldLine line = new FieldLine();
        ((Message) entry).fields().forEach(field -> line.value(field.name(), field.value()));
        return "(" + line + ")";
    }

    FieldLine word(String word) {
        if (!line.isEmpty()) {
            line.append(' ');
        }
        line.append(word);
        return this;
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
