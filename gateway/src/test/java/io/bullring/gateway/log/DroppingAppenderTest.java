package io.bullring.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class DroppingAppenderTest {
    private static final int LINES = 1_000;

    private final CompletableFuture<Void> mayWrite = new CompletableFuture<>();
    private final CountDownLatch writing = new CountDownLatch(1);
    private final List<String> written = new CopyOnWriteArrayList<>();

    /** A terminal that nobody reads, and that takes no notice of the end either. */
    private final AppenderBase<ILoggingEvent> stuck = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            writing.countDown();
            mayWrite.join();
            written.add(event.getFormattedMessage());
        }
    };

    @Test
    void shouldDropAndCountWhatFindsNoRoomAndNeverWait() throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        DroppingAppender queue = new DroppingAppender();
        queue.setContext(context);
        queue.setQueueSize(128);
        stuck.setContext(context);
        stuck.start();
        queue.addAppender(stuck);
        queue.start();
        Logger logger = context.getLogger("any");
        logger.setLevel(Level.INFO);
        logger.addAppender(queue);

        logger.info("0");
        assertTrue(writing.await(20, TimeUnit.SECONDS));
        for (int line = 1; line < LINES; line++) {
            logger.error("{}", line);
        }
        long dropped = queue.droppedLines();
        mayWrite.complete(null);
        context.stop();

        assertThat(dropped).isGreaterThan(LINES - 1 - 128).isLessThan(LINES - 1);
        assertEquals(LINES, written.size() + dropped, "every line is written or counted");
        assertEquals(IntStream.range(0, written.size()).mapToObj(Integer::toString).toList(), written);
    }
}
