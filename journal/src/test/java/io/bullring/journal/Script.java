package io.bullring.journal;

import io.bullring.core.port.CommandLog;
import io.bullring.core.workload.CommandFactory;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes batches of orders to a log and remembers what it wrote. The n-th command is the same in every script, and
 * lengths differ, so that every amount of padding occurs.
 */
final class Script {
    static final long NOON_NS = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond() * 1_000_000_000L;
    static final long DAY_NS = 86_400_000_000_000L;

    private static final byte[] CLIENT_ORDER_ID =
            "order-0123456789-abcdefghijklmnopqrstuvwxyz-and-more-to-have-64-".getBytes(StandardCharsets.US_ASCII);

    final List<Entry> written = new ArrayList<>();
    private final CommandFactory commands = new CommandFactory();
    private long sequence;

    /** A script that goes on after this command. */
    static Script after(long lastSequence) {
        Script script = new Script();
        script.sequence = lastSequence;
        return script;
    }

    /** One batch, committed. */
    Script batch(CommandLog log, long timeNs, int count) {
        log.begin(sequence + 1, timeNs);
        for (int i = 0; i < count; i++) {
            CommandFactory command = next();
            if (!log.add(command.buffer(), 0, command.length())) {
                throw new AssertionError("batch full at " + sequence);
            }
            written.add(Entry.of(sequence, timeNs, command.buffer(), 0, command.length()));
        }
        log.commit();
        return this;
    }

    /** A batch that never reaches a log: for whoever puts the bytes on disk otherwise. */
    BatchBuffer batchBuffer(long timeNs, int count) {
        BatchBuffer batch = new BatchBuffer(1 << 20, BatchLayout.MAX_COMMANDS);
        batch.begin(sequence + 1, timeNs);
        for (int i = 0; i < count; i++) {
            CommandFactory command = next();
            batch.add(command.buffer(), 0, command.length());
        }
        batch.seal();
        return batch;
    }

    private CommandFactory next() {
        sequence++;
        return order(commands, sequence);
    }

    /** The n-th command. */
    static CommandFactory order(CommandFactory commands, long sequence) {
        commands.from((int) (sequence % 3), sequence)
                .placeOrder(
                        (int) (sequence % 1000) + 1,
                        1,
                        Side.BUY,
                        OrderType.LIMIT,
                        sequence * 100_000_000L,
                        50_000_00000000L,
                        CLIENT_ORDER_ID,
                        (int) (sequence % CLIENT_ORDER_ID.length));
        return commands;
    }

    long lastSequence() {
        return sequence;
    }
}
