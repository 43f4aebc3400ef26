package io.bullring.gateway.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.market.SyntheticBook.Level;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SyntheticBookTest {
    @ParameterizedTest
    @CsvSource({
        "6400000000000, 63993.60, 64006.40", // 64000: 2 digits
        "100000000000, 999.90, 1000.10",
        "99999999999, 999.9000, 1000.1000", // just below 1000: 4 digits
        "100000000, 0.9999, 1.0001",
        "50000000, 0.499950, 0.500050", // 6 digits
        "1234, 0.0000123388, 0.0000123412", // 6 that count
        "1, 0.000000009999, 0.000000010001" // 12 at most
    })
    void shouldPutTheBestLevelsOneHundredthOfAPercentAway(long priceE8, String bid, String ask) {
        SyntheticBook book = SyntheticBook.around(priceE8, 5);

        assertThat(book.bids().getFirst().price().toPlainString()).isEqualTo(bid);
        assertThat(book.asks().getFirst().price().toPlainString()).isEqualTo(ask);
    }

    @Test
    void shouldBeTheSameForTheSamePriceWhateverTheDepth() {
        SyntheticBook deep = SyntheticBook.around(6_400_012_345_678L, 20);

        assertThat(SyntheticBook.around(6_400_012_345_678L, 20)).isEqualTo(deep);
        assertThat(SyntheticBook.around(6_400_012_345_678L, 5))
                .isEqualTo(new SyntheticBook(deep.bids().subList(0, 5), deep.asks().subList(0, 5)));
    }

    @Test
    void shouldStayTheSameFromReleaseToRelease() {
        SyntheticBook book = SyntheticBook.around(6_400_000_000_000L, 1);

        assertThat(book).isEqualTo(new SyntheticBook(
                List.of(new Level(new BigDecimal("63993.60"), new BigDecimal("0.770"))),
                List.of(new Level(new BigDecimal("64006.40"), new BigDecimal("4.211")))));
    }

    @Test
    void shouldBeOrderedWithoutTwoLevelsAtOnePrice() {
        long seed = System.nanoTime();
        System.out.println("SyntheticBookTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            long priceE8 = 1 + (random.nextLong() >>> 1 >>> random.nextInt(62));
            SyntheticBook book = SyntheticBook.around(priceE8, 20);
            String when = "seed " + seed + ", price " + priceE8;

            assertThat(book.bids()).as(when).hasSize(20);
            assertThat(prices(book.bids())).as(when)
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(prices(book.asks())).as(when).hasSize(20).doesNotHaveDuplicates().isSorted();
            assertThat(book.bids().getFirst().price()).as(when).isLessThan(book.asks().getFirst().price());
            assertThat(book.bids().getLast().price()).as(when).isPositive();
            assertThat(book.bids()).as(when).allMatch(SyntheticBookTest::isInRange);
            assertThat(book.asks()).as(when).allMatch(SyntheticBookTest::isInRange);
        }
    }

    private static List<BigDecimal> prices(List<Level> levels) {
        return levels.stream().map(Level::price).toList();
    }

    private static boolean isInRange(Level level) {
        return level.quantity().scale() == 3
                && level.quantity().compareTo(new BigDecimal("0.1")) >= 0
                && level.quantity().compareTo(BigDecimal.TEN) <= 0;
    }
}
