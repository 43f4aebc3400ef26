package io.bullring.core.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money moves between available, held and the house, and nothing else happens to it. */
class WalletsTest {
    private static final int BTC = 1;
    private static final int ETH = 2;

    private final Portfolios portfolios = new Portfolios();
    private final House house = new House();
    private final Wallets wallets = new Wallets(portfolios, house);
    private final int alice = portfolios.open(1, 1_000);
    private final int bob = portfolios.open(2, 1_000);

    @BeforeEach
    void fund() {
        house.addInstrument(BTC);
        house.addInstrument(ETH);
        wallets.fund(alice, 1_000);
    }

    @Test
    void shouldFundFromTheIssuance() {
        assertEquals(balance(1_000, 0), cash(alice));
        assertEquals(balance(0, 0), cash(bob));
        assertEquals(-1_000, house.issuance().saturated());
    }

    @Test
    void shouldHoldAndReleaseCash() {
        wallets.holdCash(alice, 300);
        assertEquals(balance(700, 300), cash(alice));
        wallets.holdCash(alice, 700);
        assertEquals(balance(0, 1_000), cash(alice));
        wallets.releaseCash(alice, 1_000);
        assertEquals(balance(1_000, 0), cash(alice));
    }

    @Test
    void shouldHoldAndReleaseBase() {
        int row = bought(alice, BTC, 50);
        wallets.holdBase(row, 20);
        assertEquals(balance(30, 20), base(row));
        wallets.releaseBase(row, 20);
        assertEquals(balance(50, 0), base(row));
    }

    @Test
    void shouldSettleBuyAgainstTheMarketAndTheFees() {
        wallets.holdCash(alice, 100);
        int row = portfolios.holdingOrNew(alice, BTC);
        wallets.settleBuy(alice, row, 50, 600, 6);

        assertEquals(balance(294, 100), cash(alice));
        assertEquals(balance(50, 0), base(row));
        assertEquals(600, house.marketQuote().saturated());
        assertEquals(6, house.fees().saturated());
        assertEquals(-50, house.marketBase(BTC).saturated());
        assertEquals(0, house.marketBase(ETH).saturated());
    }

    @Test
    void shouldSettleSellAgainstTheMarketAndTheFees() {
        int row = bought(alice, BTC, 50);
        wallets.holdBase(row, 20);
        wallets.settleSell(alice, row, 30, 200, 2);

        assertEquals(balance(1_000 + 198, 0), cash(alice));
        assertEquals(balance(0, 20), base(row));
        assertEquals(-200, house.marketQuote().saturated());
        assertEquals(2, house.fees().saturated());
        assertEquals(-20, house.marketBase(BTC).saturated());
    }

    @Test
    void shouldFaultAtWhatWouldMakeBalanceNegative() {
        int row = bought(alice, BTC, 50);
        wallets.holdBase(row, 10);
        wallets.holdCash(alice, 100);

        assertThrows(EngineFault.class, () -> wallets.holdCash(alice, 901));
        assertThrows(EngineFault.class, () -> wallets.releaseCash(alice, 101));
        assertThrows(EngineFault.class, () -> wallets.holdBase(row, 41));
        assertThrows(EngineFault.class, () -> wallets.releaseBase(row, 11));
        assertThrows(EngineFault.class, () -> wallets.settleBuy(alice, row, 1, 900, 1));
        assertThrows(EngineFault.class, () -> wallets.settleSell(alice, row, 1, 5, 5));

        assertEquals(balance(900, 100), cash(alice));
        assertEquals(balance(40, 10), base(row));
        assertTrue(new LedgerAudit(portfolios, house, ETH).isBalanced());
    }

    @Test
    void shouldFaultAtSaleOfMoreThanIsAvailable() {
        int row = bought(alice, BTC, 50);
        wallets.holdBase(row, 10);
        assertThrows(EngineFault.class, () -> wallets.settleSell(alice, row, 41, 100, 1));
    }

    @Test
    void shouldChainHoldingsInOrderOfFirstPurchase() {
        int eth = bought(alice, ETH, 1);
        int bobs = bought(bob, ETH, 2);
        int btc = bought(alice, BTC, 3);

        assertEquals(eth, bought(alice, ETH, 4));
        assertEquals(List.of(eth, btc), rows(alice));
        assertEquals(List.of(bobs), rows(bob));
        assertEquals(balance(5, 0), base(eth));
        assertEquals(Portfolios.NONE, portfolios.holding(bob, BTC));
    }

    /** Whatever is done, each asset adds up to nothing, and what a portfolio has is what was done to it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 600})
    void shouldConserveEveryAsset(int portfolioCount) {
        long seed = System.nanoTime();
        System.out.println("WalletsTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int first = portfolios.places() + 1;
        long[][] money = new long[portfolioCount][2];
        long[][][] assets = new long[portfolioCount][ETH + 1][2];
        for (int i = 0; i < portfolioCount; i++) {
            money[i][0] = random.nextLong(1, 1L << 50);
            wallets.fund(portfolios.open(first + i, money[i][0]), money[i][0]);
        }
        for (int step = 0; step < 20_000; step++) {
            int index = random.nextInt(portfolioCount);
            move(random, first + index, random.nextInt(BTC, ETH + 1), money[index], assets[index]);
            if (step % 4_000 == 0) {
                assertTrue(new LedgerAudit(portfolios, house, ETH).isBalanced(), "seed " + seed);
            }
        }
        for (int i = 0; i < portfolioCount; i++) {
            assertEquals(LongStream.of(money[i]).boxed().toList(), cash(first + i), "seed " + seed);
            for (int instrument = BTC; instrument <= ETH; instrument++) {
                int row = portfolios.holding(first + i, instrument);
                assertEquals(
                        LongStream.of(assets[i][instrument]).boxed().toList(),
                        row == Portfolios.NONE ? balance(0, 0) : base(row),
                        "seed " + seed);
            }
        }
        assertTrue(new LedgerAudit(portfolios, house, ETH).isBalanced(), "seed " + seed);
    }

    private void move(SplittableRandom random, int portfolio, int instrument, long[] money, long[][] assets) {
        long[] asset = assets[instrument];
        int row = portfolios.holdingOrNew(portfolio, instrument);
        switch (random.nextInt(6)) {
            case 0 -> {
                long amount = random.nextLong(money[0] + 1);
                wallets.holdCash(portfolio, amount);
                money[0] -= amount;
                money[1] += amount;
            }
            case 1 -> {
                long amount = random.nextLong(money[1] + 1);
                wallets.releaseCash(portfolio, amount);
                money[1] -= amount;
                money[0] += amount;
            }
            case 2 -> {
                long quantity = random.nextLong(asset[0] + 1);
                wallets.holdBase(row, quantity);
                asset[0] -= quantity;
                asset[1] += quantity;
            }
            case 3 -> {
                long quantity = random.nextLong(asset[1] + 1);
                wallets.releaseBase(row, quantity);
                asset[1] -= quantity;
                asset[0] += quantity;
            }
            case 4 -> {
                long notional = random.nextLong(money[0] / 2 + 1);
                long quantity = random.nextLong(1L << 40);
                wallets.settleBuy(portfolio, row, quantity, notional, notional / 3);
                money[0] -= notional + notional / 3;
                asset[0] += quantity;
            }
            default -> {
                long notional = random.nextLong(3, 1L << 40);
                long quantity = random.nextLong(asset[0] + 1);
                wallets.settleSell(portfolio, row, quantity, notional, notional / 3);
                money[0] += notional - notional / 3;
                asset[0] -= quantity;
            }
        }
    }

    /** Base asset that cost nothing. */
    private int bought(int portfolio, int instrument, long quantity) {
        int row = portfolios.holdingOrNew(portfolio, instrument);
        wallets.settleBuy(portfolio, row, quantity, 0, 0);
        return row;
    }

    private List<Integer> rows(int portfolio) {
        return IntStream.iterate(
                portfolios.firstHolding(portfolio),
                row -> row != Portfolios.NONE,
                row -> portfolios.holdings().next(row))
                .boxed()
                .toList();
    }

    private List<Long> cash(int portfolio) {
        return balance(portfolios.availableE8(portfolio), portfolios.heldE8(portfolio));
    }

    private List<Long> base(int row) {
        return balance(portfolios.holdings().availableE8(row), portfolios.holdings().heldE8(row));
    }

    private static List<Long> balance(long available, long held) {
        return List.of(available, held);
    }
}
