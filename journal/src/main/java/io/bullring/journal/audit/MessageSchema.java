package io.bullring.journal.audit;

import io.bullring.protocol.MessageHeaderDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.xml.IrGenerator;
import uk.co.real_logic.sbe.xml.ParserOptions;
import uk.co.real_logic.sbe.xml.XmlSchemaParser;

/**
 * The schema itself, as SBE's own parser reads it. The tool decodes by it, message for message, so that it has no codec of its
 * own and knows a new message from the day the schema has it. Immutable, for any thread.
 */
public final class MessageSchema {
    private static final String RESOURCE = "/trading-protocol.xml";
    private static final int LAST_COMMAND = 99;
    private static final int LAST_EVENT = 199;

    private final Map<Integer, List<Token>> tokens = new TreeMap<>();
    private final Map<String, Integer> idOfName = new HashMap<>();

    private MessageSchema(Ir ir) {
        for (List<Token> message : ir.messages()) {
            Token begin = message.getFirst();
            if (begin.id() <= LAST_EVENT) {
                tokens.put(begin.id(), message);
                idOfName.put(begin.name().toLowerCase(Locale.ROOT), begin.id());
            }
        }
    }

    /** The schema that this program was built with. */
    public static MessageSchema load() {
        try (InputStream xml = MessageHeaderDecoder.class.getResourceAsStream(RESOURCE)) {
            ParserOptions options = ParserOptions.builder()
                    .stopOnError(true)
                    .suppressOutput(true)
                    .build();
            return new MessageSchema(new IrGenerator().generate(XmlSchemaParser.parse(xml, options)));
        } catch (IOException e) {
            throw new UncheckedIOException("the schema cannot be read", e);
        } catch (Exception e) { // what the parser declares
            throw new IllegalStateException("the schema is not one", e);
        }
    }

    /** Its text. */
    public static byte[] text() throws IOException {
        try (InputStream xml = MessageHeaderDecoder.class.getResourceAsStream(RESOURCE)) {
            return xml.readAllBytes();
        }
    }

    /** Name of a message, or {@code template 99}. */
    public String nameOf(int templateId) {
        return tokens.containsKey(templateId)
                ? tokens.get(templateId).getFirst().name()
                : "template " + templateId;
    }

    /** Template id of a message with this name, in whatever case. */
    public Optional<Integer> idOf(String name) {
        return Optional.ofNullable(idOfName.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Template ids of all commands. */
    public List<Integer> commandIds() {
        return tokens.keySet().stream().filter(id -> id <= LAST_COMMAND).toList();
    }

    /** Template ids of all events. */
    public List<Integer> eventIds() {
        return tokens.keySet().stream().filter(id -> id > LAST_COMMAND).toList();
    }

    /** The tokens of a message, null for one that the schema does not have. */
    List<Token> tokens(int templateId) {
        return tokens.get(templateId);
    }
}
