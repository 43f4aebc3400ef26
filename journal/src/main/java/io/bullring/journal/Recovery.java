package io.bullring.journal;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.Skips;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.port.CommandListener;
import java.nio.file.Path;
import java.time.Duration;
import org.agrona.DirectBuffer;

/**
 * Brings an engine back: hands it everything that was ever committed, in order, with the times of then. The engine is a
 * function of its commands, so it comes out as it was.
 *
 * <p>What may happen and what it means:
 *
 * <ul>
 *   <li>no directory, or nothing in it: a new venue, 0 commands;
 *   <li>an uncommitted batch at the end: nobody was answered for it; passed over and reported;
 *   <li>a command at which the engine halts: {@link ReplayFault}, unless a SkipCommand behind it says to pass over it;
 *   <li>anything else that is not as it was written: {@link JournalDamage}, and the engine is of no use, because it has
 *       seen only the commands before.
 * </ul>
 */
public final class Recovery {
    private Recovery() {}

    /**
     * Replays the whole journal into an engine that has seen nothing yet, and passes over what was skipped.
     *
     * @throws JournalDamage when a record is damaged, missing, repeated or out of order
     * @throws ReplayFault when the engine halts at a command
     */
    public static RecoveryReport replay(Path directory, EngineHost host) {
        host.passOver(skips(directory));
        long startNs = System.nanoTime();
        try (JournalReader reader = JournalReader.open(directory)) {
            readAll(reader, into(host, reader));
            return report(reader, startNs);
        }
    }

    /**
     * Gives a host the commands that a reader finds. What its listeners throw is theirs: by then the engine has done its part, and
     * no skip would help; a command at which the engine halts is a {@link ReplayFault}.
     */
    public static CommandListener into(EngineHost host, JournalReader reader) {
        return new Replay(host, reader);
    }

    private record Replay(EngineHost host, JournalReader reader) implements CommandListener {
        @Override
        public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
            try {
                host.onCommand(sequence, timeNs, command, offset, length);
            } catch (EngineFault | RuntimeException e) {
                if (host.lastSequence() == sequence) {
                    throw e;
                }
                throw new ReplayFault(reader.file(), sequence, e);
            }
        }

        @Override
        public void comesSoon(DirectBuffer command, int offset) {
            host.comesSoon(command, offset);
        }

        @Override
        public void readAhead() {
            host.readAhead();
        }
    }

    /**
     * Hands on the whole journal.
     *
     * @throws JournalDamage when a record is damaged, missing, repeated or out of order
     */
    public static RecoveryReport replay(Path directory, CommandListener listener) {
        long startNs = System.nanoTime();
        try (JournalReader reader = JournalReader.open(directory)) {
            readAll(reader, listener);
            return report(reader, startNs);
        }
    }

    /** What a replay has to pass over. Reads the whole journal, up to a damage, which whoever replays it meets again. */
    public static Skips skips(Path directory) {
        Skips skips = new Skips();
        try (JournalReader reader = JournalReader.open(directory)) {
            readAll(reader, skips);
        } catch (JournalDamage damage) {
            return skips;
        }
        return skips;
    }

    private static RecoveryReport report(JournalReader reader, long startNs) {
        return new RecoveryReport(
                reader.commands(),
                reader.documents(),
                reader.lastSequence(),
                reader.lastTimeNs(),
                reader.tornTail(),
                Duration.ofNanos(System.nanoTime() - startNs));
    }

    /** Beside a running venue: until it has caught up. */
    public static void readAll(JournalReader reader, CommandListener listener) {
        boolean more = true;
        while (more) {
            more = reader.poll(listener) || !reader.isAtEnd();
        }
    }
}
