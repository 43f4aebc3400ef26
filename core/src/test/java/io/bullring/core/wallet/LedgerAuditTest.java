package io.bullring.core.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A single unit too many or too few, wherever it is, has a name and a sign. */
class LedgerAuditTest {
    private static final int BTC = 1;
    private static final int ETH = 2;

    private final Portfolios portfolios = new Portfolios();
    private final House house = new House();
    private final Wallets wallets = new Wallets(portfolios, house);
    private final int alice = portfolios.open(1, 1_000);
    private final int bob = portfolios.open(2, 500);
    private int aliceBtc;
    private int bobEth;

    @BeforeEach
    void trade() {
        house.addInstrument(BTC);
        house.addInstrument(ETH);
        wallets.fund(alice, 1_000);
        wallets.fund(bob, 500);
        aliceBtc = portfolios.holdingOrNew(alice, BTC);
        bobEth = portfolios.holdingOrNew(bob, ETH);
        wallets.settleBuy(alice, aliceBtc, 10, 300, 3);
        wallets.settleBuy(bob, bobEth, 7, 100, 1);
        wallets.settleSell(alice, aliceBtc, 4, 200, 2);
        wallets.holdCash(bob, 50);
        wallets.holdBase(aliceBtc, 2);
    }

    private LedgerAudit audit() {
        return new LedgerAudit(portfolios, house, ETH);
    }

    @Test
    void shouldBalanceWhenNothingIsWrong() {
        assertTrue(audit().isBalanced());
        assertEquals(0, audit().quoteDifference().saturated());
        assertEquals(0, audit().baseDifference(BTC).saturated());
        assertTrue(new LedgerAudit(new Portfolios(), new House(), 0).isBalanced());
    }

    @Test
    void shouldFindUnitOfCashThatCameFromNowhere() {
        portfolios.putCash(alice, portfolios.availableE8(alice) + 1, portfolios.heldE8(alice));
        assertDiffers(1, 0, 0);
    }

    @Test
    void shouldFindUnitOfHeldCashThatIsGone() {
        portfolios.putCash(bob, portfolios.availableE8(bob), portfolios.heldE8(bob) - 1);
        assertDiffers(-1, 0, 0);
    }

    @Test
    void shouldFindUnitOfBaseThatCameFromNowhere() {
        Holdings holdings = portfolios.holdings();
        holdings.putQuantity(bobEth, holdings.availableE8(bobEth) + 1, holdings.heldE8(bobEth));
        assertDiffers(0, 0, 1);
    }

    @Test
    void shouldFindUnitOfHeldBaseThatIsGone() {
        Holdings holdings = portfolios.holdings();
        holdings.putQuantity(aliceBtc, holdings.availableE8(aliceBtc), holdings.heldE8(aliceBtc) - 1);
        assertDiffers(0, -1, 0);
    }

    @Test
    void shouldFindUnitThatTheHouseHasTooMany() {
        house.fees().add(1);
        assertDiffers(1, 0, 0);
        house.marketQuote().subtract(2);
        assertDiffers(-1, 0, 0);
        house.issuance().add(1);
        assertTrue(audit().isBalanced());
        house.marketBase(ETH).add(1);
        assertDiffers(0, 0, 1);
    }

    /** Two errors that cancel out in the sum of everything do not when each asset is on its own. */
    @Test
    void shouldNotSetOneAssetOffAgainstAnother() {
        house.marketBase(BTC).add(1);
        house.marketBase(ETH).subtract(1);
        assertDiffers(0, 1, -1);
    }

    @Test
    void shouldAddBeyond64Bits() {
        for (int i = 0; i < 3; i++) {
            wallets.fund(portfolios.open(3 + i, Long.MAX_VALUE), Long.MAX_VALUE);
        }
        assertTrue(audit().isBalanced());
        portfolios.putCash(3, Long.MAX_VALUE - 1, 0);
        assertDiffers(-1, 0, 0);
    }

    private void assertDiffers(long quote, long btc, long eth) {
        LedgerAudit audit = audit();
        assertFalse(audit.isBalanced());
        assertEquals(quote, audit.quoteDifference().saturated());
        assertEquals(btc, audit.baseDifference(BTC).saturated());
        assertEquals(eth, audit.baseDifference(ETH).saturated());
    }
}
