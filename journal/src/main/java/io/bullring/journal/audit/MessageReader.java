package io.bullring.journal.audit;

import io.bullring.journal.audit.Message.Field;
import io.bullring.journal.audit.Message.Word;
import io.bullring.protocol.MessageHeaderDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import uk.co.real_logic.sbe.PrimitiveType;
import uk.co.real_logic.sbe.ir.Encoding;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.otf.AbstractTokenListener;
import uk.co.real_logic.sbe.otf.OtfMessageDecoder;
import uk.co.real_logic.sbe.otf.Types;

/**
 * Reads messages by their schema with SBE's on-the-fly decoder. Digests are cut to their first bytes, the slow hash of a secret
 * to its length; the secrets themselves were never written. Not thread-safe.
 */
public final class MessageReader {
    private static final String AMOUNT_SUFFIX = "E8";
    private static final String TIME_TYPE = "TimeNs";
    private static final String TIME_SUFFIX = "Ns";
    private static final String VENUE_ID = "venueId";
    private static final String SECRET_HASH = "secretHash";

    private final MessageSchema schema;
    private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    public MessageReader(MessageSchema schema) {
        this.schema = schema;
    }

    /**
     * Reads messageHeader and message.
     *
     * @throws IndexOutOfBoundsException when the message ends before its fields do
     */
    public Message read(DirectBuffer buffer, int offset, int length) {
        message.wrap(buffer, offset, length); // so that a message that lies about its length ends here
        header.wrap(message, 0);
        int templateId = header.templateId();
        List<Token> tokens = schema.tokens(templateId);
        if (tokens == null) {
            return new Message(templateId, schema.nameOf(templateId), List.of(new Field("bytes", (long) length)));
        }
        Fields fields = new Fields();
        OtfMessageDecoder.decode(
                message,
                MessageHeaderDecoder.ENCODED_LENGTH,
                header.version(),
                header.blockLength(),
                tokens,
                fields);
        return RefusalUnits.applyTo(new Message(templateId, schema.nameOf(templateId), fields.found));
    }

    private Message readInner(byte[] bytes) {
        return new MessageReader(schema).read(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    /** Collects what the decoder finds. */
    private final class Fields extends AbstractTokenListener {
        private final List<Field> found = new ArrayList<>();
        private List<Field> fields = found;
        private List<Message> entries = List.of();
        private String prefix = "";

        @Override
        public void onGroupHeader(Token group, int count) {
            entries = new ArrayList<>(count);
            add(group.name(), entries);
        }

        @Override
        public void onBeginGroup(Token group, int index, int count) {
            fields = new ArrayList<>();
        }

        @Override
        public void onEndGroup(Token group, int index, int count) {
            entries.add(new Message(group.id(), group.name(), fields));
            fields = found;
        }

        @Override
        public void onBeginComposite(Token field, List<Token> tokens, int from, int to) {
            prefix = field.name().startsWith("risk") ? "risk." : "";
        }

        @Override
        public void onEndComposite(Token field, List<Token> tokens, int from, int to) {
            prefix = "";
        }

        @Override
        public void onEncoding(Token field, DirectBuffer buffer, int at, Token type, int actingVersion) {
            Encoding encoding = type.encoding();
            if (type.arrayLength() > 1) {
                add(field.name(), array(buffer, at, type));
                return;
            }
            long value = Types.getLong(buffer, at, encoding);
            boolean isNull = type.isOptionalEncoding() && value == encoding.applicableNullValue().longValue();
            addNumber(field.name(), type.name(), isNull ? null : value);
        }

        private void addNumber(String name, String type, Long value) {
            if (name.endsWith(AMOUNT_SUFFIX)) {
                add(without(name, AMOUNT_SUFFIX), value == null ? null : Notation.decimal(value));
            } else if (type.equals(TIME_TYPE)) {
                add(without(name, TIME_SUFFIX), value == null ? null : new Word(Notation.time(value)));
            } else if (name.equals(VENUE_ID)) {
                add(name, new Word(Notation.venue(value)));
            } else {
                add(name, value);
            }
        }

        private Object array(DirectBuffer buffer, int at, Token type) {
            byte[] bytes = new byte[type.arrayLength()];
            buffer.getBytes(at, bytes);
            if (type.encoding().primitiveType() != PrimitiveType.CHAR) {
                return new Word(Notation.digest(bytes));
            }
            String text = new String(bytes, StandardCharsets.US_ASCII);
            int end = text.indexOf('\0');
            return end < 0 ? text : text.substring(0, end);
        }

        @Override
        public void onEnum(
                Token field, DirectBuffer buffer, int at, List<Token> tokens, int from, int to, int actingVersion) {
            long code = Types.getLong(buffer, at, tokens.get(from + 1).encoding());
            for (int i = from + 1; i < to; i++) {
                if (tokens.get(i).encoding().constValue().longValue() == code) {
                    add(field.name(), new Word(tokens.get(i).name()));
                    return;
                }
            }
            add(field.name(), new Word("code " + code));
        }

        @Override
        public void onBitSet(
                Token field, DirectBuffer buffer, int at, List<Token> tokens, int from, int to, int actingVersion) {
            long bits = Types.getLong(buffer, at, tokens.get(from + 1).encoding());
            List<String> chosen = new ArrayList<>();
            for (int i = from + 1; i < to; i++) {
                if ((bits >> tokens.get(i).encoding().constValue().longValue() & 1) == 1) {
                    chosen.add(tokens.get(i).name());
                }
            }
            add(field.name(), new Word("{" + String.join(",", chosen) + "}"));
        }

        @Override
        public void onVarData(Token field, DirectBuffer buffer, int at, int length, Token type) {
            byte[] bytes = new byte[length];
            buffer.getBytes(at, bytes);
            if (field.name().equals(SECRET_HASH)) {
                add(field.name(), new Word(String.format(Locale.ROOT, "(%d bytes)", length)));
            } else if (type.encoding().characterEncoding() == null) {
                add(field.name(), readInner(bytes));
            } else {
                add(field.name(), new String(bytes, StandardCharsets.UTF_8));
            }
        }

        private void add(String name, Object value) {
            fields.add(new Field(prefix + name, value));
        }

        private static String without(String name, String suffix) {
            return name.substring(0, name.length() - suffix.length());
        }
    }
}
