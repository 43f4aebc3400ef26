package io.bullring.core.fill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import io.bullring.core.position.Positions;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.House;
import io.bullring.core.wallet.LedgerAudit;
import io.bullring.core.wallet.Portfolios;
import io.bullring.core.wallet.Wallets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two halves of a trade between portfolios, and when one must not be begun. */
class BookSettlementTest {
    private static final int ACME = 1;
    private static final long DAY = 5;
    private static final long NOW = DAY * 86_400_000_000_000L + 7;
    private static final long LATER = NOW + 1;

    private final Portfolios portfolios = new Portfolios();
    private final Holdings holdings = portfolios.holdings();
    private final House house = new House();
    private final Wallets wallets = new Wallets(portfolios, house);
    private final BookSettlement settlement = new BookSettlement(portfolios, wallets, new Positions(portfolios));
    private final int alice = portfolios.open(1, 1_000);
    private final int bob = portfolios.open(2, 1_000);

    @BeforeEach
    void fund() {
        house.addInstrument(ACME);
        wallets.fund(alice, 1_000);
        wallets.fund(bob, 1_000);
        settlement.grant(bob, ACME, 50, 100, NOW);
    }

    @Test
    void shouldGiveWhatIsGrantedAgainstWhatWasReturned() {
        assertEquals(List.of(1_000L, 50L, 100L, NOW), state(bob));
        assertEquals(-50, house.returnedBase(ACME).saturated());
        settlement.grant(bob, ACME, 10, 5, LATER);
        assertEquals(List.of(1_000L, 60L, 105L, NOW), state(bob));
        assertBalanced();
    }

    @Test
    void shouldExchangeMoneyForBaseAndPayBothFees() {
        long pnlE8 = settlement.sell(bob, row(bob), 20, 60, 1, LATER);
        settlement.buy(alice, ACME, 20, 60, 3, LATER);

        assertEquals(59 - 40, pnlE8);
        assertEquals(List.of(1_059L, 30L, 60L, NOW), state(bob));
        assertEquals(List.of(937L, 20L, 63L, LATER), state(alice));
        assertEquals(4, house.fees().saturated());
        assertEquals(19, holdings.realizedPnlE8(row(bob)));
        assertEquals(19, portfolios.realizedPnlE8(bob));
        assertEquals(19, portfolios.dayPnlE8(bob, DAY));
        assertEquals(0, portfolios.realizedPnlE8(alice));
        assertBalanced();
    }

    @Test
    void shouldSettleATradeOfAPortfolioWithItself() {
        settlement.sell(bob, row(bob), 20, 60, 1, LATER);
        settlement.buy(bob, ACME, 20, 60, 3, LATER);

        assertEquals(List.of(1_000L - 4, 50L, 60L + 63, NOW), state(bob));
        assertEquals(19, portfolios.realizedPnlE8(bob));
        assertBalanced();
    }

    @Test
    void shouldOpenAPositionAnewOnceAllOfItWasSold() {
        assertEquals(50 - 100, settlement.sell(bob, row(bob), 50, 50, 0, NOW));
        settlement.buy(alice, ACME, 50, 50, 0, NOW);
        assertEquals(List.of(1_050L, 0L, 0L, NOW), state(bob));

        assertEquals(0, settlement.sell(alice, row(alice), 50, 50, 0, LATER));
        settlement.buy(bob, ACME, 50, 50, 0, LATER);
        assertEquals(List.of(1_000L, 50L, 50L, LATER), state(bob));
        assertBalanced();
    }

    @Test
    void shouldHaveRoomForAPurchaseUpToTheLastDigit() {
        assertTrue(settlement.canBuy(Portfolios.NONE, Long.MAX_VALUE, Long.MAX_VALUE));
        assertTrue(settlement.canBuy(row(bob), Long.MAX_VALUE - 50, Long.MAX_VALUE - 100));
        assertFalse(settlement.canBuy(row(bob), Long.MAX_VALUE - 49, 1));
        assertFalse(settlement.canBuy(row(bob), 1, Long.MAX_VALUE - 99));
    }

    @Test
    void shouldHaveRoomForTheProceedsBesideWhatIsHeld() {
        wallets.holdCash(bob, 400);
        assertTrue(settlement.canSell(bob, row(bob), 20, Long.MAX_VALUE - 1_000, NOW));
        assertFalse(settlement.canSell(bob, row(bob), 20, Long.MAX_VALUE - 999, NOW));
    }

    @Test
    void shouldHaveRoomForTheResultInEveryTotal() {
        portfolios.addRealized(bob, DAY, Long.MAX_VALUE - 10);
        assertTrue(settlement.canSell(bob, row(bob), 20, 40 + 10, NOW));
        assertFalse(settlement.canSell(bob, row(bob), 20, 40 + 11, NOW));
    }

    @Test
    void shouldFaultAtAHalfThatCannotBeDone() {
        assertThrows(EngineFault.class, () -> settlement.buy(alice, ACME, 1, 1_000, 1, LATER));
        wallets.holdBase(row(bob), 40);
        assertThrows(EngineFault.class, () -> settlement.sell(bob, row(bob), 11, 60, 1, LATER));
    }

    private void assertBalanced() {
        assertTrue(new LedgerAudit(portfolios, house, ACME).isBalanced());
    }

    private int row(int portfolio) {
        return portfolios.holding(portfolio, ACME);
    }

    /** USDT, quantity and cost of the position, and since when. */
    private List<Long> state(int portfolio) {
        int row = row(portfolio);
        return List.of(
                portfolios.availableE8(portfolio), holdings.quantityE8(row), holdings.costE8(row),
                holdings.openedNs(row));
    }
}
