package io.bullring.core.workload;

import io.bullring.core.fault.Check;
import io.bullring.core.port.CommandLog;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Commands made beforehand, one behind the other in one buffer, 8-byte aligned, with their times: so that a measurement
 * pays for nothing but the reading, and so that a run can be played again in part. Immutable.
 */
public final class WorkloadTape {
    private static final int ALIGNMENT = 8;

    private final DirectBuffer buffer;
    private final int[] offsets;
    private final int[] lengths;
    private final long[] timesNs;

    private WorkloadTape(byte[] bytes, int[] offsets, int[] lengths, long[] timesNs) {
        this.buffer = new UnsafeBuffer(bytes);
        this.offsets = offsets;
        this.lengths = lengths;
        this.timesNs = timesNs;
    }

    /** The next commands of a workload. All of them together must fit an array of bytes. */
    public static WorkloadTape of(Workload workload, int count) {
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        long[] timesNs = new long[count];
        byte[] bytes = new byte[1 << 16];
        int end = 0;

        for (int i = 0; i < count; i++) {
            workload.next();
            offsets[i] = end;
            lengths[i] = workload.length();
            timesNs[i] = workload.timeNs();
            int after = Math.addExact(end, lengths[i] + ALIGNMENT - 1) & -ALIGNMENT;
            if (after > bytes.length) {
                bytes = Arrays.copyOf(bytes,
                        Math.max(after, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length)));
            }
            workload.buffer().getBytes(0, bytes, end, lengths[i]);
            end = after;
        }
        return new WorkloadTape(Arrays.copyOf(bytes, end), offsets, lengths, timesNs);
    }

    /** The chosen commands of this tape, in their order. */
    public WorkloadTape only(int... chosen) {
        int[] someOffsets = new int[chosen.length];
        int[] someLengths = new int[chosen.length];
        long[] someTimesNs = new long[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            someOffsets[i] = offsets[chosen[i]];
            someLengths[i] = lengths[chosen[i]];
            someTimesNs[i] = timesNs[chosen[i]];
        }
        return new WorkloadTape(buffer.byteArray(), someOffsets, someLengths, someTimesNs);
    }

    /**
     * Writes some commands as one batch of a journal in which the tape's first command is command 1.
     *
     * @param timeNs of all of them
     * @return the first command that the batch has not: {@code to}, or an earlier one when the batch was full
     */
    public int writeBatch(CommandLog log, int from, int to, long timeNs) {
        log.begin(from + 1, timeNs);
        int next = from;
        while (next < to && log.add(buffer, offsets[next], lengths[next])) {
            next++;
        }
        Check.that(next > from, "a batch without room for one command");
        log.commit();
        return next;
    }

    public int count() {
        return offsets.length;
    }

    public DirectBuffer buffer() {
        return buffer;
    }

    public int offset(int index) {
        return offsets[index];
    }

    public int length(int index) {
        return lengths[index];
    }

    public long timeNs(int index) {
        return timesNs[index];
    }
}
