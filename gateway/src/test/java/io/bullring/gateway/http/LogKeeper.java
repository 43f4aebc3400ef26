package io.bullring.gateway.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.bullring.gateway.log.LogOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps all that is logged, as JSON with everything in it, while it is open. */
final class LogKeeper implements AutoCloseable {
    private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = logger("io.bullring");
    private final Logger access = logger(LogOutput.ACCESS);
    private final Level usualRoot = root.getLevel();
    private final Level usual = ours.getLevel();
    private final Level usualAccess = access.getLevel();
    private final JsonEncoder encoder = new JsonEncoder();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8).replace("\\/", "/"));
        }
    };

    /** @param accessLevel of what is told about requests */
    LogKeeper(Level accessLevel) {
        encoder.setContext(root.getLoggerContext());
        encoder.setWithFormattedMessage(true);
        encoder.start();
        appender.setContext(root.getLoggerContext());
        appender.start();
        ours.setLevel(Level.DEBUG);
        access.setLevel(accessLevel);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    List<String> lines() {
        return lines;
    }

    /** Lines about requests. */
    List<String> answered() {
        return lines.stream().filter(line -> line.contains(LogOutput.ACCESS)).toList();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        root.setLevel(usualRoot);
        ours.setLevel(usual);
        access.setLevel(usualAccess);
    }
}
