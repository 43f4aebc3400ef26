package io.bullring.core.position;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.House;
import io.bullring.core.wallet.Portfolios;
import io.bullring.core.wallet.Wallets;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Average cost, carried exactly: not a digit comes or goes between cash, cost and result. */
class PositionsTest {
    private static final int BTC = 1;
    private static final int INSTRUMENTS = 3;
    private static final long STARTING = e8("10000");
    private static final long DAY = 20_454;

    private final Portfolios portfolios = new Portfolios();
    private final Holdings holdings = portfolios.holdings();
    private final House house = new House();
    private final Wallets wallets = new Wallets(portfolios, house);
    private final Positions positions = new Positions(portfolios);
    private final int alice = portfolios.open(1, STARTING);

    @BeforeEach
    void fund() {
        for (int instrument = 1; instrument <= INSTRUMENTS; instrument++) {
            house.addInstrument(instrument);
        }
        wallets.fund(alice, STARTING);
    }

    /** Examples 1, 2 and 3 of the specification's table, one after the other. */
    @Test
    void shouldGiveTheSpecificationsExample() {
        int row = buy(BTC, "0.03", "1920.192", "1.920192", 100);
        assertEquals(e8("1922.112192"), holdings.costE8(row));
        buy(BTC, "0.01", "600.06", "0.60006", 200);
        assertEquals(e8("2522.772252"), holdings.costE8(row));

        long pnl = sell(row, "0.015", "974.9025", "0.9749025");
        assertEquals(e8("27.888003"), pnl);
        assertEquals(e8("1576.7326575"), holdings.costE8(row));
        assertEquals(e8("0.025"), holdings.quantityE8(row));
        assertEquals(e8("27.888003"), holdings.realizedPnlE8(row));
        assertEquals(e8("27.888003"), portfolios.realizedPnlE8(alice));
        assertEquals(e8("27.888003"), portfolios.dayPnlE8(alice, DAY));
        assertEquals(0, portfolios.dayPnlE8(alice, DAY + 1));
        assertEquals(e8("8451.1553455"), portfolios.availableE8(alice));
    }

    @Test
    void shouldOpenAnewOnlyFromZero() {
        int row = buy(BTC, "2", "200", "0.2", 100);
        buy(BTC, "1", "100", "0.1", 200);
        assertEquals(100, holdings.openedNs(row));
        sell(row, "1", "90", "0.09");
        wallets.holdBase(row, e8("2"));
        buy(BTC, "1", "100", "0.1", 300);
        assertEquals(100, holdings.openedNs(row));

        wallets.releaseBase(row, e8("2"));
        sell(row, "3", "300", "0.3");
        assertEquals(0, holdings.costE8(row));
        buy(BTC, "1", "100", "0.1", 400);
        assertEquals(400, holdings.openedNs(row));
    }

    /** A third of 10⁻⁸ is lost to no one: what a sale does not take stays with the position, down to the last sale. */
    @Test
    void shouldKeepWhatIsRoundedWithThePosition() {
        int row = portfolios.holdingOrNew(alice, BTC);
        positions.buy(row, 10, 1);
        wallets.settleBuy(alice, row, 3, 10, 0);

        assertEquals(7, positions.costAfterSaleE8(row, 1));
        sellUnits(row, 1, 5, 0);
        assertEquals(4, positions.costAfterSaleE8(row, 1)); // 7 x 1/2, half even
        sellUnits(row, 1, 5, 0);
        assertEquals(0, positions.costAfterSaleE8(row, 1));
        assertEquals(1, sellUnits(row, 1, 5, 0));
        assertEquals(5, portfolios.realizedPnlE8(alice));
    }

    @Test
    void shouldHaveRoomUpToTheLastNumber() {
        int row = buy(BTC, "1", "1", "0", 1);
        portfolios.addRealized(alice, DAY, Long.MAX_VALUE - 10);
        assertTrue(positions.hasRoomFor(alice, row, 10, DAY));
        assertFalse(positions.hasRoomFor(alice, row, 11, DAY));
        assertFalse(positions.hasRoomFor(alice, row, 11, DAY + 1));
        portfolios.addRealized(alice, DAY + 1, -100);
        assertTrue(positions.hasRoomFor(alice, row, 110, DAY + 1));

        holdings.realizedPnlE8(row, Long.MAX_VALUE - 5);
        assertTrue(positions.hasRoomFor(alice, row, 5, DAY + 1));
        assertFalse(positions.hasRoomFor(alice, row, 6, DAY + 1));
        assertThrows(ArithmeticException.class, () -> positions.sell(alice, row, 0, 6, DAY + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 2_000, 20_000})
    void shouldKeepCashAndCostEqualToStartAndResult(int trades) {
        long seed = System.nanoTime();
        System.out.println("PositionsTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int trade = 0; trade < trades; trade++) {
            int row = portfolios.holdingOrNew(alice, random.nextInt(1, INSTRUMENTS + 1));
            long quantity = holdings.quantityE8(row);
            if (quantity == 0 || random.nextInt(3) > 0) {
                long notional = random.nextLong(portfolios.availableE8(alice) / 20 + 1);
                buyUnits(row, random.nextLong(1, 1L << random.nextInt(1, 45)), notional, notional / 1_000, trade);
            } else {
                long sold = random.nextInt(10) == 0 ? quantity : random.nextLong(1, quantity + 1);
                long soldCost = holdings.costE8(row) - positions.costAfterSaleE8(row, sold);
                long worth = soldCost / 100 * random.nextInt(30, 165) + 10;
                BigInteger costBefore = BigInteger.valueOf(holdings.costE8(row));
                sellUnits(row, sold, worth, worth / 1_000);
                assertEquals(
                        shareOf(costBefore, quantity - sold, quantity), holdings.costE8(row), () -> "seed " + seed);
            }
            assertIdentity(seed);
        }
    }

    private static long shareOf(BigInteger cost, long part, long whole) {
        return new BigDecimal(cost.multiply(BigInteger.valueOf(part)))
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private void assertIdentity(long seed) {
        long cost = 0;
        long realized = 0;
        for (int row = portfolios.firstHolding(alice); row != Portfolios.NONE; row = holdings.next(row)) {
            cost += holdings.costE8(row);
            realized += holdings.realizedPnlE8(row);
            if (holdings.quantityE8(row) == 0) {
                assertEquals(0, holdings.costE8(row), () -> "seed " + seed);
            }
        }
        long cash = portfolios.availableE8(alice) + portfolios.heldE8(alice);
        assertEquals(STARTING + portfolios.realizedPnlE8(alice), cash + cost, () -> "seed " + seed);
        assertEquals(portfolios.realizedPnlE8(alice), realized, () -> "seed " + seed);
    }

    private int buy(int instrument, String quantity, String notional, String fee, long nowNs) {
        int row = portfolios.holdingOrNew(alice, instrument);
        buyUnits(row, e8(quantity), e8(notional), e8(fee), nowNs);
        return row;
    }

    private void buyUnits(int row, long quantity, long notional, long fee, long nowNs) {
        positions.buy(row, notional + fee, nowNs);
        wallets.settleBuy(alice, row, quantity, notional, fee);
    }

    private long sell(int row, String quantity, String notional, String fee) {
        return sellUnits(row, e8(quantity), e8(notional), e8(fee));
    }

    private long sellUnits(int row, long quantity, long notional, long fee) {
        long costAfter = positions.costAfterSaleE8(row, quantity);
        long pnl = notional - fee - (holdings.costE8(row) - costAfter);
        positions.sell(alice, row, costAfter, pnl, DAY);
        wallets.settleSell(alice, row, quantity, notional, fee);
        return pnl;
    }

    private static long e8(String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }
}
