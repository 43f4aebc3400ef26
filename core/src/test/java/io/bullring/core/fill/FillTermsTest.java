package io.bullring.core.fill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.account.VenueRules;
import io.bullring.core.order.Order;
import io.bullring.core.risk.Rejection;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The specification's worked examples, digit for digit, and the edges around them. */
class FillTermsTest {
    private final FillTerms terms = new FillTerms();
    private final Rejection rejection = new Rejection();
    private final Order order = new Order();
    private VenueRules rules = VenueRules.defaults(1);

    /** The six examples of market orders. */
    @ParameterizedTest(name = "{0} {1} at {2}")
    @CsvSource({
        "BUY,  0.03,    64000,      20000,        64006.4,    0.01,  1920.192,  1.920192",
        "BUY,  0.01,    60000,      20000,        60006,      0.01,  600.06,    0.60006",
        "SELL, 0.015,   65000,      20000,        64993.5,    0.01,  974.9025,  0.9749025",
        "BUY,  50,      64000,      20000,        64016,      0.025, 3200800,   3200.8",
        "SELL, 100000,  1.2345,     50000,        1.11105,    10,    111105,    111.105",
        // the example's volume is 10 to the 11th; a window says the largest number that fits
        "BUY,  1000000, 0.00001234, 92233720368.54775807, 0.00001234, 0.01, 12.34, 0.01234",
    })
    void shouldFillMarketOrderAsSpecified(
            Side side,
            String quantity,
            String market,
            String volume,
            String price,
            String slippagePct,
            String notional,
            String fee) {
        assertTrue(workOut(side, OrderType.MARKET, quantity, null, market, volume));
        assertEquals(amounts(market, price, slippagePct, notional, fee), worked());
    }

    /** The examples of resting orders, 0.5 BTC each. */
    @ParameterizedTest(name = "{0} {1} {2} at {3}")
    @CsvSource({
        "BUY,  LIMIT,     63000, 63000, 63000,     0,        31500,       31.5,        31531.5",
        "BUY,  LIMIT,     63000, 62990, 62996.299, 0.01,     31498.1495,  31.4981495,  31529.6476495",
        "SELL, LIMIT,     65000, 65010, 65003.499, 0.01,     32501.7495,  32.5017495,  32469.2477505",
        "SELL, STOP_LOSS, 62000, 61950, 61943.805, 0.01,     30971.9025,  30.9719025,  30940.9305975",
    })
    void shouldFillRestingOrderAsSpecified(
            Side side,
            OrderType type,
            String trigger,
            String market,
            String price,
            String slippagePct,
            String notional,
            String fee,
            String cash) {
        assertTrue(workOut(side, type, "0.5", trigger, market, "20000"));
        assertEquals(amounts(market, price, slippagePct, notional, fee), worked());
        long feeE8 = side == Side.BUY ? terms.feeE8() : -terms.feeE8();
        assertEquals(e8(cash), terms.notionalE8() + feeE8);
    }

    @Test
    void shouldCostStopBuyMoreThanItReserved() {
        assertTrue(workOut(Side.BUY, OrderType.STOP_LOSS, "0.01", "66000", "66100", "20000"));
        assertEquals(e8("661.7271661"), terms.notionalE8() + terms.feeE8());
    }

    @ParameterizedTest(name = "{0} of {1} a day: {2} %")
    @CsvSource({
        "0.00000001, 20000, 0.01", // floor
        "20,         20000, 0.01", // floor exactly
        "20.0001,    20000, 0.01", // 0.01000005, reported with six digits
        "20.0002,    20000, 0.0100001",
        "20.001,     20000, 0.0100005",
        "200,        20000, 0.1",
        "19999,      20000, 9.9995",
        "20000,      20000, 10", // cap exactly
        "30000,      20000, 10",
        "5,          0,     0.01", // volume unknown
        "1,          3,     3.333333",
        "2,          3,     6.666667",
    })
    void shouldSlipByTheShareOfTheDaysVolume(String quantity, String volume, String pct) {
        assertTrue(workOut(Side.BUY, OrderType.MARKET, quantity, null, "1", volume));
        assertEquals(round6(pct), terms.slippagePctE8());
    }

    private static long round6(String pct) {
        return new BigDecimal(pct).setScale(6, RoundingMode.HALF_UP).movePointRight(8).longValueExact();
    }

    @ParameterizedTest(name = "{0} {1} capped at {2}: {3}")
    @CsvSource({
        "BUY,  LIMIT,       100.005, 100.005, 0.005",
        "BUY,  LIMIT,       100.02,  100.01,  0.01",
        "BUY,  LIMIT,       100.01,  100.01,  0.01",
        "SELL, LIMIT,       99.995,  99.995,  0.005",
        "SELL, LIMIT,       99.98,   99.99,   0.01",
        "SELL, LIMIT,       300,     300,     200",
        "BUY,  STOP_LOSS,   100.005, 100.01,  0.01",
        "BUY,  TAKE_PROFIT, 100.005, 100.01,  0.01",
        "SELL, TAKE_PROFIT, 99.995,  99.99,   0.01",
    })
    void shouldNeverExecuteLimitOrderWorseThanItsLimit(
            Side side, OrderType type, String limit, String price, String slippagePct) {
        assertTrue(workOut(side, type, "1", limit, "100", "20000"));
        assertEquals(List.of(e8(price), e8(slippagePct)), List.of(terms.priceE8(), terms.slippagePctE8()));
    }

    @Test
    void shouldRoundExecutionPriceHalfUp() {
        // 0.00005000 x 1.0001 = 0.0000500050, at eight digits a tie
        assertTrue(workOut(Side.BUY, OrderType.MARKET, "1", null, "0.0000500", "0"));
        assertEquals(5_001, terms.priceE8());
        // 0.00005000 x 0.9999 = 0.0000499950
        assertTrue(workOut(Side.SELL, OrderType.MARKET, "1", null, "0.0000500", "0"));
        assertEquals(5_000, terms.priceE8());
    }

    @Test
    void shouldRoundNotionalAndFeeHalfEven() {
        rules = withFeeRate(50_000_000L);
        // 0.5 x 0.00000001 and 0.5 x 0.00000003 are ties; so are fees of one half of odd notionals
        assertTrue(workOut(Side.BUY, OrderType.MARKET, "0.5", null, "0.00000001", "0"));
        assertEquals(List.of(0L, 0L), List.of(terms.notionalE8(), terms.feeE8()));
        assertTrue(workOut(Side.BUY, OrderType.MARKET, "0.5", null, "0.00000003", "0"));
        assertEquals(List.of(2L, 1L), List.of(terms.notionalE8(), terms.feeE8()));
        assertTrue(workOut(Side.BUY, OrderType.MARKET, "1", null, "0.00000005", "0"));
        assertEquals(List.of(5L, 2L), List.of(terms.notionalE8(), terms.feeE8()));
        assertTrue(workOut(Side.BUY, OrderType.MARKET, "1", null, "0.00000007", "0"));
        assertEquals(List.of(7L, 4L), List.of(terms.notionalE8(), terms.feeE8()));
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        String largest = "92233720368.54775807";
        assertFalse(workOut(Side.BUY, OrderType.MARKET, "0.00000001", null, largest, "0"));
        assertEquals(RejectReason.AMOUNT_TOO_LARGE, rejection.reason());
        assertFalse(workOut(Side.BUY, OrderType.MARKET, "2", null, "50000000000", "0"));
        assertEquals(RejectReason.AMOUNT_TOO_LARGE, rejection.reason());

        assertTrue(workOut(Side.BUY, OrderType.LIMIT, "0.00000001", largest, largest, "0"));
        assertEquals(Long.MAX_VALUE, terms.priceE8());
        assertTrue(workOut(Side.SELL, OrderType.MARKET, "1", null, largest, "0"));
    }

    /** At the cap of a tenth the smallest price there is still rounds to itself. */
    @Test
    void shouldNotLowerAPriceToNothing() {
        assertTrue(workOut(Side.SELL, OrderType.MARKET, "20000", null, "0.00000001", "20000"));
        assertEquals(List.of(1L, e8("10")), List.of(terms.priceE8(), terms.slippagePctE8()));
    }

    private static VenueRules withFeeRate(long feeRateE8) {
        VenueRules usual = VenueRules.defaults(1);
        return new VenueRules(
                usual.venueId(),
                usual.ruleVersion(),
                usual.maxOpenOrdersPerAgent(),
                usual.maxOpenOrders(),
                usual.maxAgents(),
                usual.maxInstruments(),
                usual.maxWorkPerCommand(),
                feeRateE8,
                usual.slippageFactorE8(),
                usual.priceMaxAgeNs(),
                usual.orderLifeNs(),
                usual.riskDefaults());
    }

    private boolean workOut(
            Side side, OrderType type, String quantity, String price, String market, String volume) {
        order.place(1, 1, 1, side.value(), type.value(), e8(quantity), price == null ? 0 : e8(price));
        return terms.workOut(order, e8(market), e8(volume), rules, rejection);
    }

    private List<Long> worked() {
        return List.of(
                terms.referenceE8(), terms.priceE8(), terms.slippagePctE8(), terms.notionalE8(), terms.feeE8());
    }

    private static List<Long> amounts(String... decimals) {
        return Arrays.stream(decimals).map(FillTermsTest::e8).toList();
    }

    private static long e8(String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }
}
