package io.bullring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.venue.BookInstrument;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file of instruments holds, they are within their bounds and the same when written anew, or the file is refused by its name. */
final class InstrumentFileFuzzTest {
    @TempDir
    static Path directory;

    @FuzzTest
    void files(byte[] bytes) throws IOException, InstrumentFile.Unfit {
        Path file = Files.write(directory.resolve("instruments.json"), bytes);
        List<BookInstrument> read;
        try {
            read = InstrumentFile.read(file);
        } catch (InstrumentFile.Unfit refusal) {
            assertThat(refusal).hasMessageStartingWith("--instruments " + file);
            return;
        }
        assertThat(read.stream().map(book -> book.terms().symbol())).doesNotHaveDuplicates();
        read.forEach(InstrumentFileFuzzTest::check);
        Files.writeString(file,
                read.stream().map(InstrumentFileFuzzTest::written).collect(Collectors.joining(",", "[", "]")));
        assertThat(InstrumentFile.read(file)).isEqualTo(read);
    }

    private static void check(BookInstrument book) {
        InstrumentTerms terms = book.terms();
        assertThat(terms.symbol()).matches("[A-Z0-9]{1,16}USDT");
        assertThat(terms.feedId()).isEqualTo(InstrumentTerms.NO_FEED);
        assertThat(terms.minQuantityE8()).isNotNegative();
        assertThat(terms.maxQuantityE8()).matches(most -> most == 0 || most >= terms.minQuantityE8());
        assertThat(terms.stepSizeE8()).isNotNegative();
        assertThat(terms.minNotionalE8()).isNotNegative();
        assertThat(book.openingPriceE8()).isPositive();
        assertThat(book.fees().makerE8()).isBetween(0L, VenueRules.MOST_FEE_RATE_E8);
        assertThat(book.fees().takerE8()).isBetween(0L, VenueRules.MOST_FEE_RATE_E8);
    }

    private static String written(BookInstrument book) {
        InstrumentTerms terms = book.terms();
        return String.format(
                Locale.ROOT,
                "{\"symbol\":\"%s\",\"market\":\"book\",\"opening_price\":%s,\"maker_fee\":\"%s\",\"taker_fee\":%s,"
                        + "\"min_qty\":\"%s\",\"max_qty\":%s,\"step_size\":\"%s\",\"min_notional\":%s,\"active\":%s}",
                terms.symbol(),
                decimal(book.openingPriceE8()),
                decimal(book.fees().makerE8()),
                decimal(book.fees().takerE8()),
                decimal(terms.minQuantityE8()),
                decimal(terms.maxQuantityE8()),
                decimal(terms.stepSizeE8()),
                decimal(terms.minNotionalE8()),
                terms.active());
    }

    private static String decimal(long valueE8) {
        return BigDecimal.valueOf(valueE8, 8).toPlainString();
    }
}
