package io.bullring.core.workload;

/**
 * A small random source whose whole state is one long, so that a printed seed is all that it takes to repeat a run on
 * any machine and any JDK (Steele, Lea and Flood, <i>Fast splittable pseudorandom number generators</i>). Not
 * thread-safe, no allocation.
 */
public final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public SplitMix64(long seed) {
        state = seed;
    }

    /** Any 64 bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to bound - 1; the bias of the multiplication is below 2^-32 for the bounds of a workload. */
    public int below(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** From low to high, both included; the range must fit a long. */
    public long between(long low, long high) {
        return low + Long.remainderUnsigned(nextLong(), high - low + 1);
    }

    /** True in this share of the cases. */
    public boolean chance(int outOf1000) {
        return below(1_000) < outOf1000;
    }

    /** Any of these. */
    public long any(long... values) {
        return values[below(values.length)];
    }

    /** From low to high, both positive, every order of magnitude about equally often. */
    public long magnitude(long low, long high) {
        int lowBits = Long.SIZE - Long.numberOfLeadingZeros(low);
        int highBits = Long.SIZE - Long.numberOfLeadingZeros(high);
        int bits = (int) between(lowBits, highBits);
        long value = (1L << (bits - 1)) | (nextLong() & ((1L << (bits - 1)) - 1));
        return Math.min(high, Math.max(low, value));
    }
}
