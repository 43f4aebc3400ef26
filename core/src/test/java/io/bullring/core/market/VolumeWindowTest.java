package io.bullring.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.e8.WideTotal;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ring of minutes adds up what a list of all that was ever traded would. */
class VolumeWindowTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long DAY = 1_440 * MINUTE;

    /** Where a minute begins. */
    private static final long START = 1_767_225_600_000_000_000L;

    @Test
    void shouldCountTheRunningMinuteAndThe1440Before() {
        VolumeWindow window = new VolumeWindow(START - 2 * DAY, 0);
        window.add(START - DAY, 0);
        window.add(START - 1, 1);
        window.add(START, 10);
        window.add(START + MINUTE - 1, 100);
        window.add(START + MINUTE, 1_000);

        assertEquals(1_111, volumeE8(window, START + MINUTE));
        assertEquals(1_111, volumeE8(window, START + DAY - 1));
        assertEquals(1_110, volumeE8(window, START + DAY));
        assertEquals(1_110, volumeE8(window, START + DAY + MINUTE - 1));
        assertEquals(1_000, volumeE8(window, START + DAY + MINUTE));
        assertEquals(1_000, volumeE8(window, START + DAY + 2 * MINUTE - 1));
        assertEquals(0, volumeE8(window, START + DAY + 2 * MINUTE));
    }

    @Test
    void shouldKnowNothingForADayWhenNothingWasStated() {
        VolumeWindow window = new VolumeWindow(START + 7, 0);
        window.add(START + 7, 5);
        window.add(START + DAY, 6);

        assertEquals(0, volumeE8(window, START + 7));
        assertEquals(0, volumeE8(window, START + DAY + 6));
        assertEquals(11, volumeE8(window, START + DAY + 7));
    }

    @Test
    void shouldSpreadWhatWasStatedAndGiveTheRemainderToTheLatestMinute() {
        VolumeWindow window = new VolumeWindow(START + 7, 1_440 * 3 + 13);

        assertEquals(1_440 * 3 + 13, volumeE8(window, START + 7));
        assertEquals(1_439 * 3 + 13, volumeE8(window, START + MINUTE));
        assertEquals(3 + 13, volumeE8(window, START + DAY - MINUTE));
        assertEquals(0, volumeE8(window, START + DAY));
    }

    @Test
    void shouldSpreadLessThanOneAMinute() {
        VolumeWindow window = new VolumeWindow(START, 1);
        assertEquals(1, volumeE8(window, START + DAY - 1));
        assertEquals(0, volumeE8(window, START + DAY));
    }

    @Test
    void shouldCountAMinuteAndADayBeyond64Bits() {
        BigInteger largest = BigInteger.valueOf(Long.MAX_VALUE);
        VolumeWindow window = new VolumeWindow(START, 1);
        window.add(START, Long.MAX_VALUE - 1);
        assertEquals(largest, exactE8(window, START));
        window.add(START, 5);
        assertEquals(largest.add(BigInteger.valueOf(5)), exactE8(window, START));
        window.add(START + MINUTE, Long.MAX_VALUE);
        window.add(START + MINUTE, Long.MAX_VALUE);
        window.add(START + MINUTE, Long.MAX_VALUE);
        window.add(START + 2 * MINUTE, 9);
        assertEquals(largest.shiftLeft(2).add(BigInteger.valueOf(14)), exactE8(window, START + 2 * MINUTE));

        assertEquals(
                largest.multiply(BigInteger.valueOf(3)).add(BigInteger.valueOf(9)),
                exactE8(window, START + DAY + MINUTE));
        assertEquals(9, volumeE8(window, START + DAY + 2 * MINUTE));
    }

    @Test
    void shouldAddUpWhatIsStatedInParts() {
        VolumeWindow window = new VolumeWindow(START, Long.MAX_VALUE);
        window.state(START + 1, Long.MAX_VALUE);
        window.state(START + 2, 1_440 * 3 + 13);

        BigInteger stated = BigInteger.valueOf(Long.MAX_VALUE).shiftLeft(1).add(BigInteger.valueOf(1_440 * 3 + 13));
        assertEquals(stated, exactE8(window, START + 2));
        assertEquals(
                stated.subtract(BigInteger.valueOf(Long.MAX_VALUE / 1_440 * 2 + 3)), exactE8(window, START + MINUTE));
        assertEquals(0, volumeE8(window, START + DAY));
    }

    @Test
    void shouldKnowADayFromWhenItIsStated() {
        VolumeWindow window = new VolumeWindow(START, 0);
        window.state(START + 5 * MINUTE, 0);
        assertEquals(0, volumeE8(window, START + 5 * MINUTE));
        window.state(START + 10 * MINUTE, 1_440 * 3 + 13);

        assertEquals(1_440 * 3 + 13, volumeE8(window, START + 10 * MINUTE));
        assertEquals(3 + 13, volumeE8(window, START + DAY + 9 * MINUTE));
        assertEquals(0, volumeE8(window, START + DAY + 10 * MINUTE));
    }

    @Test
    void shouldBeWrittenAsOneNumberAMinuteAndAsTwoWhereOneIsTooSmall() {
        VolumeWindow window = new VolumeWindow(START, 0);
        window.add(START, Long.MAX_VALUE);
        List<Long> narrow = written(window);
        assertEquals(2 + 1_441, narrow.size());
        assertTrue(narrow.contains(Long.MAX_VALUE));
        window.add(START, 1);
        List<Long> wide = written(window);
        assertEquals(narrow.size() + 1, wide.size());
        assertEquals(-1, wide.get(wide.indexOf(Long.MIN_VALUE) - 1));
        window.add(START + MINUTE, Long.MAX_VALUE);
        window.add(START + MINUTE, Long.MAX_VALUE);
        window.add(START + MINUTE, 2);
        wide = written(window);
        assertEquals(narrow.size() + 2, wide.size());

        for (List<Long> longs : List.of(narrow, wide)) {
            VolumeWindow restored = new VolumeWindow(0, 0);
            restored.readFrom(source(longs));
            assertEquals(longs, written(restored));
        }
        VolumeWindow restored = new VolumeWindow(0, 0);
        restored.readFrom(source(wide));
        long later = START + DAY;
        assertEquals(exactE8(window, later), exactE8(restored, later));
        assertEquals(BigInteger.valueOf(3).shiftLeft(63), exactE8(restored, later));
    }

    private static SnapshotSource source(List<Long> longs) {
        Iterator<Long> left = longs.iterator();
        return new SnapshotSource() {
            @Override
            public long getLong() {
                return left.next();
            }

            @Override
            public byte[] getBytes() {
                throw new AssertionError("a window has no bytes");
            }
        };
    }

    private static long volumeE8(VolumeWindow window, long nowNs) {
        return exactE8(window, nowNs).longValueExact();
    }

    private static BigInteger exactE8(VolumeWindow window, long nowNs) {
        WideTotal volume = window.volumeE8(nowNs);
        return BigInteger.valueOf(volume.high())
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.toUnsignedString(volume.low())));
    }

    @Test
    void shouldKnowNothingForADayAfterALongerSilence() {
        for (long silence : new long[]{1_441, 1_442, 2_882, 1_000_000}) {
            VolumeWindow window = new VolumeWindow(START, 1_440);
            window.add(START, 5);
            long end = START + silence * MINUTE;
            assertEquals(0, volumeE8(window, end));
            window.add(end, 7);
            assertEquals(0, volumeE8(window, end + DAY - 1));
            window.add(end + DAY, 2);
            assertEquals(9, volumeE8(window, end + DAY));
        }
    }

    @Test
    void shouldNotChangeByBeingAsked() {
        VolumeWindow window = new VolumeWindow(START, 5_000);
        window.add(START, 5);
        List<Long> before = written(window);
        for (long later = 0; later < 3 * DAY; later += 7 * MINUTE) {
            volumeE8(window, START + later);
        }
        assertEquals(before, written(window));
        assertEquals(5_005, volumeE8(window, START));
    }

    private static List<Long> written(VolumeWindow window) {
        List<Long> longs = new ArrayList<>();
        window.writeTo(new SnapshotSink() {
            @Override
            public void putLong(long value) {
                longs.add(value);
            }

            @Override
            public void putBytes(byte[] value) {
                throw new AssertionError("a window has no bytes");
            }
        });
        return longs;
    }

    @ParameterizedTest(name = "{0} trades, {1} s apart at most, of {2} at most, {3} stated")
    @CsvSource({
        "20000, 10, 1000, 0",
        "5000, 100, 1000, 123456",
        "2000, 4000, 1000, 1439",
        "500, 200000, 1000, 99999999999",
        "3000, 60, 9223372036854775807, 9223372036854775807",
    })
    void shouldAddUpWhatAListWould(int trades, long secondsApart, long largest, long stated) {
        long seed = System.nanoTime();
        System.out.println("VolumeWindowTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        long now = START + random.nextLong(DAY);
        VolumeWindow window = new VolumeWindow(now, stated);
        NaiveVolume naive = new NaiveVolume(now, stated);
        for (int trade = 0; trade < trades; trade++) {
            now += random.nextLong(secondsApart * 1_000_000_000L);
            if (random.nextInt(20) == 0) {
                now += MINUTE - now % MINUTE - random.nextInt(2);
            }
            if (random.nextInt(3) > 0) {
                long volume = random.nextLong(largest);
                window.add(now, volume);
                naive.add(now, volume);
            }
            long at = now;
            assertEquals(naive.volumeE8(at), exactE8(window, at), () -> "seed " + seed);
            long ahead = at + random.nextLong(2 * DAY);
            assertEquals(naive.volumeE8(ahead), exactE8(window, ahead), () -> "seed " + seed);
        }
    }

    /** All minutes that there ever were. */
    private static final class NaiveVolume {
        private final TreeMap<Long, BigInteger> minutes = new TreeMap<>();
        private long knownFrom;
        private long lastMinute;

        NaiveVolume(long now, long stated) {
            knownFrom = stated > 0 ? now : now + DAY;
            lastMinute = now / MINUTE;
            for (long back = 1; back <= 1_440; back++) {
                long part = stated / 1_440 + (back == 1 ? stated % 1_440 : 0);
                minutes.put(now / MINUTE - back, BigInteger.valueOf(part));
            }
        }

        void add(long now, long volume) {
            if (now / MINUTE - lastMinute > 1_440) {
                knownFrom = now + DAY;
            }
            lastMinute = now / MINUTE;
            minutes.merge(now / MINUTE, BigInteger.valueOf(volume), BigInteger::add);
        }

        BigInteger volumeE8(long now) {
            if (now < knownFrom) {
                return BigInteger.ZERO;
            }
            return minutes.subMap(now / MINUTE - 1_440, true, now / MINUTE, true)
                    .values()
                    .stream()
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }
    }
}
