package io.bullring.journal.audit;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * A command or an event, read for people: its name and its fields in the order of the schema.
 *
 * @param templateId of the schema
 * @param name of the message in the schema
 * @param fields all of them, the null ones too
 */
public record Message(int templateId, String name, List<Field> fields) {
    /**
     * @param name as in the schema, without E8 or Ns: the value is in whole units
     * @param value {@link Long} a count or an id, {@link BigDecimal} an amount, {@link Word} a name, a time or a digest, {@link
     *     String} a text of a user, {@link Message} a message within this one, a {@link List} of them the entries of a group; null: not set
     */
    public record Field(String name, Object value) {}

    /** What needs no quotation marks: it is made of our own letters. */
    public record Word(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** The value of a field, null when it is not set or not there. */
    public Object value(String field) {
        return fields.stream()
                .filter(candidate -> candidate.name().equals(field))
                .findFirst()
                .map(Field::value)
                .orElse(null);
    }

    /** The messages that are fields of this one, such as the command in a DoOnce. */
    public Stream<Message> within() {
        return fields.stream().map(Field::value).filter(Message.class::isInstance).map(Message.class::cast);
    }

    /** Whether a field of this message has this value. */
    public boolean has(String field, long number) {
        return value(field) instanceof Long count && count == number;
    }
}
