package io.bullring.gateway.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/**
 * What of the log can be chosen at start; everything else stands in {@code logback.xml}. Does nothing where an operator logs by something
 * else than that file's appenders.
 */
public final class LogOutput {
    /** The logger of answered requests, one line each: INFO and above is all of them, WARN those that we failed. */
    public static final String ACCESS = "io.bullring.access";

    /** How a line looks. */
    public enum Form {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private LogOutput() {}

    /** Before anything is logged that matters: lines that are on their way may look either way. */
    public static void choose(Form form, boolean everyRequest) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(ACCESS).setLevel(everyRequest ? Level.INFO : Level.WARN);
            if (form == Form.JSON) {
                queues().forEach(queue -> queue.iteratorForAppenders().forEachRemaining(LogOutput::writeJson));
            }
        }
    }

    /** The queues before the outputs, each once. */
    public static List<DroppingAppender> queues() {
        List<DroppingAppender> queues = new ArrayList<>();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            for (Logger logger : context.getLoggerList()) {
                logger.iteratorForAppenders().forEachRemaining(appender -> {
                    if (appender instanceof DroppingAppender queue && !queues.contains(queue)) {
                        queues.add(queue);
                    }
                });
            }
        }
        return List.copyOf(queues);
    }

    private static void writeJson(Appender<ILoggingEvent> appender) {
        if (appender instanceof OutputStreamAppender<ILoggingEvent> output) {
            JsonEncoder encoder = new JsonEncoder();
            encoder.setContext(output.getContext());
            encoder.setWithSequenceNumber(false);
            encoder.setWithContext(false);
            encoder.setWithMDC(false);
            encoder.setWithMarkers(false);
            encoder.setWithMessage(false);
            encoder.setWithArguments(false);
            encoder.setWithFormattedMessage(true);
            encoder.start();
            output.setEncoder(encoder);
        }
    }
}
