package io.bullring.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.port.SnapshotSink;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

        assertEquals(1_111, window.volumeE8(START + MINUTE));
        assertEquals(1_111, window.volumeE8(START + DAY - 1));
        assertEquals(1_110, window.volumeE8(START + DAY));
        assertEquals(1_110, window.volumeE8(START + DAY + MINUTE - 1));
        assertEquals(1_000, window.volumeE8(START + DAY + MINUTE));
        assertEquals(1_000, window.volumeE8(START + DAY + 2 * MINUTE - 1));
        assertEquals(0, window.volumeE8(START + DAY + 2 * MINUTE));
    }

    @Test
    void shouldKnowNothingForADayWhenNothingWasStated() {
        VolumeWindow window = new VolumeWindow(START + 7, 0);
        window.add(START + 7, 5);
        window.add(START + DAY, 6);

        assertEquals(0, window.volumeE8(START + 7));
        assertEquals(0, window.volumeE8(START + DAY + 6));
        assertEquals(11, window.volumeE8(START + DAY + 7));
    }

    @Test
    void shouldSpreadWhatWasStatedAndGiveTheRemainderToTheLatestMinute() {
        VolumeWindow window = new VolumeWindow(START + 7, 1_440 * 3 + 13);

        assertEquals(1_440 * 3 + 13, window.volumeE8(START + 7));
        assertEquals(1_439 * 3 + 13, window.volumeE8(START + MINUTE));
        assertEquals(3 + 13, window.volumeE8(START + DAY - MINUTE));
        assertEquals(0, window.volumeE8(START + DAY));
    }

    @Test
    void shouldSpreadLessThanOneAMinute() {
        VolumeWindow window = new VolumeWindow(START, 1);
        assertEquals(1, window.volumeE8(START + DAY - 1));
        assertEquals(0, window.volumeE8(START + DAY));
    }

    @Test
    void shouldSaturateAMinuteAndTheSumEachOnItsOwn() {
        VolumeWindow window = new VolumeWindow(START, 1);
        window.add(START, Long.MAX_VALUE - 1);
        window.add(START, 5);
        assertEquals(Long.MAX_VALUE, window.volumeE8(START));
        window.add(START + MINUTE, Long.MAX_VALUE);
        window.add(START + 2 * MINUTE, 9);
        assertEquals(Long.MAX_VALUE, window.volumeE8(START + 2 * MINUTE));

        assertEquals(Long.MAX_VALUE, window.volumeE8(START + DAY + MINUTE));
        assertEquals(9, window.volumeE8(START + DAY + 2 * MINUTE));
    }

    @Test
    void shouldKnowNothingForADayAfterALongerSilence() {
        for (long silence : new long[]{1_441, 1_442, 2_882, 1_000_000}) {
            VolumeWindow window = new VolumeWindow(START, 1_440);
            window.add(START, 5);
            long end = START + silence * MINUTE;
            assertEquals(0, window.volumeE8(end));
            window.add(end, 7);
            assertEquals(0, window.volumeE8(end + DAY - 1));
            window.add(end + DAY, 2);
            assertEquals(9, window.volumeE8(end + DAY));
        }
    }

    @Test
    void shouldNotChangeByBeingAsked() {
        VolumeWindow window = new VolumeWindow(START, 5_000);
        window.add(START, 5);
        List<Long> before = written(window);
        for (long later = 0; later < 3 * DAY; later += 7 * MINUTE) {
            window.volumeE8(START + later);
        }
        assertEquals(before, written(window));
        assertEquals(5_005, window.volumeE8(START));
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
            assertEquals(naive.volumeE8(at), window.volumeE8(at), () -> "seed " + seed);
            long ahead = at + random.nextLong(2 * DAY);
            assertEquals(naive.volumeE8(ahead), window.volumeE8(ahead), () -> "seed " + seed);
        }
    }

    /** All minutes that there ever were. */
    private static final class NaiveVolume {
        private final TreeMap<Long, Long> minutes = new TreeMap<>();
        private long knownFrom;
        private long lastMinute;

        NaiveVolume(long now, long stated) {
            knownFrom = stated > 0 ? now : now + DAY;
            lastMinute = now / MINUTE;
            for (long back = 1; back <= 1_440; back++) {
                minutes.put(now / MINUTE - back, stated / 1_440 + (back == 1 ? stated % 1_440 : 0));
            }
        }

        void add(long now, long volume) {
            if (now / MINUTE - lastMinute > 1_440) {
                knownFrom = now + DAY;
            }
            lastMinute = now / MINUTE;
            minutes.merge(now / MINUTE, volume, (a, b) -> Math.min(a, Long.MAX_VALUE - b) + b);
        }

        long volumeE8(long now) {
            if (now < knownFrom) {
                return 0;
            }
            Map<Long, Long> window = minutes.subMap(now / MINUTE - 1_440, true, now / MINUTE, true);
            BigInteger sum = BigInteger.ZERO;
            for (long volume : window.values()) {
                sum = sum.add(BigInteger.valueOf(volume));
            }
            return sum.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
        }
    }
}
