package io.bullring.core.engine;

import io.bullring.core.fault.Check;
import io.bullring.core.port.CommandListener;
import io.bullring.core.port.EventListener;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import io.bullring.core.risk.Rejection;
import io.bullring.protocol.CommandEnvelopeDecoder;
import org.agrona.DirectBuffer;

/**
 * An engine with its ears and its mouth: takes commands in sequence, hands on what each of them caused. On its own it is the
 * direct host of tests, recovery and audit; the pipeline puts a ring and a log before it. One thread at a time.
 */
public final class EngineHost implements CommandListener {
    private final EventEncoder events = new EventEncoder();
    private final TradingEngine engine;
    private final CommandEnvelopeDecoder envelope = new CommandEnvelopeDecoder();
    private final EventListener listener;
    private Skips skips = new Skips();
    private long lastSequence;
    private long lastTimeNs;

    public EngineHost(EventListener listener) {
        this(listener, new Rejection());
    }

    /** A host whose engine asks every rule of an order through this rejection: see there. */
    public EngineHost(EventListener listener, Rejection rejection) {
        this.listener = listener;
        engine = new TradingEngine(events, rejection);
    }

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        Check.that(sequence == lastSequence + 1, "gap in the sequence of commands");

        events.reset();
        execute(sequence, timeNs, command, offset);
        lastSequence = sequence;
        lastTimeNs = timeNs;
        envelope.wrap(command, offset);
        listener.onCommand(sequence, timeNs, command, offset, length);
        listener.onEvents(
                sequence,
                timeNs,
                envelope.source(),
                envelope.correlationId(),
                events.buffer(),
                0,
                events.length(),
                events.answerOffset());
    }

    /** What was skipped, and the SkipCommand itself, are the host's: the engine sees neither. */
    private void execute(long sequence, long timeNs, DirectBuffer command, int offset) {
        if (skips.isPassedOver(sequence)) {
            events.commandSkipped(sequence, skips.skipSequence(sequence));
        } else if (Skips.isSkip(command, offset)) {
            long skipped = Skips.skippedSequence(command, offset);
            Check.that(skips.skipSequence(skipped) == sequence, "a SkipCommand for a command that was not passed over");
            events.commandSkipped(skipped, sequence);
        } else {
            engine.onCommand(timeNs, command, offset);
        }
    }

    /** Names the commands that are not for the engine, before the first of them comes. */
    public void passOver(Skips journalled) {
        skips = journalled;
    }

    /** Changes nothing. */
    @Override
    public void comesSoon(DirectBuffer command, int offset) {
        if (engine.readAhead().isWorthwhile()) {
            envelope.wrap(command, offset);
            engine.readAhead().note(envelope.agentId());
        }
    }

    /** Changes nothing. */
    @Override
    public void readAhead() {
        engine.readAhead().read();
    }

    /** Tells the listener of a command that was taken and could not be journalled; the engine never sees it. */
    public void onUnjournalled(DirectBuffer command, int offset, boolean certain) {
        envelope.wrap(command, offset);
        listener.onUnjournalled(envelope.source(), envelope.correlationId(), certain);
    }

    /** Writes the engine's whole state behind the sequence and the time of the last command. */
    public void writeTo(SnapshotSink sink) {
        sink.putLong(lastSequence);
        sink.putLong(lastTimeNs);
        engine.writeTo(sink);
    }

    /** Takes over what {@link #writeTo} wrote; the next command is the one behind it. The host must be as it was made. */
    public void readFrom(SnapshotSource source) {
        Check.that(lastSequence == 0, "host is not new");
        lastSequence = source.getLong();
        lastTimeNs = source.getLong();
        engine.readFrom(source, lastTimeNs);
    }

    /** Tells a listener that has heard nothing what there is at present: see {@link Retelling}. */
    public void retellTo(EventListener newListener) {
        engine.retellTo(newListener, lastSequence);
    }

    /** Tells the listener that nothing more comes for the moment. */
    public void onBatchEnd() {
        listener.onBatchEnd();
    }

    public TradingEngine engine() {
        return engine;
    }

    /** Sequence of the last command, 0 before the first. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Time of the last command, nanoseconds since 1970. */
    public long lastTimeNs() {
        return lastTimeNs;
    }
}
