package io.bullring.core.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import io.bullring.core.position.Positions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Places are used again, ids are not. */
class PlacesTest {
    private static final long USES = 1L << 24;

    private final Portfolios portfolios = new Portfolios();
    private final House house = new House();
    private final Wallets wallets = new Wallets(portfolios, house);
    private final Positions positions = new Positions(portfolios);
    private final PortfolioImage image = new PortfolioImage(4);

    PlacesTest() {
        house.addInstrument(1);
        house.addInstrument(2);
    }

    private int open(long balance) {
        int place = portfolios.open(7, balance);
        wallets.fund(place, balance);
        portfolios.endChange(place);
        return place;
    }

    private void close(int place) {
        portfolios.beginChange(place);
        wallets.takeBack(place);
        portfolios.close(place);
        portfolios.endChange(place);
    }

    private void buy(int place, int instrument, long quantity, long paid) {
        portfolios.beginChange(place);
        int row = portfolios.holdingOrNew(place, instrument);
        positions.buy(row, paid, 1);
        wallets.settleBuy(place, row, quantity, paid, 0);
        portfolios.endChange(place);
    }

    @Test
    void shouldGiveThePlaceThatWasFreedLastAndCountItsUses() {
        assertEquals(1, open(10));
        assertEquals(2, open(10));
        assertEquals(3, open(10));
        close(1);
        close(3);

        assertEquals(3, open(10));
        assertEquals(3 + USES, portfolios.id(3));
        assertEquals(1, open(10));
        assertEquals(1 + USES, portfolios.id(1));
        assertEquals(4, open(10));
        assertEquals(4, portfolios.id(4));
        close(3);
        assertEquals(3, open(10));
        assertEquals(3 + 2 * USES, portfolios.id(3));
        assertEquals(4, portfolios.places());
    }

    @Test
    void shouldBeReadByItsIdOnlyAndAsLongAsItIsOpen() {
        open(10);
        assertTrue(portfolios.read(1, image));
        assertFalse(portfolios.read(1 + USES, image));
        close(1);
        assertFalse(portfolios.read(1, image));
        assertFalse(portfolios.read(1 + USES, image));
        assertFalse(portfolios.read(-1 - USES, image));
        open(20);
        assertFalse(portfolios.read(1, image));
        assertTrue(portfolios.read(1 + USES, image));
        assertEquals(20, image.availableE8());
        assertEquals(1 + USES, image.portfolioId());
        assertFalse(portfolios.read(0, image));
        assertFalse(portfolios.read(USES, image));
        assertFalse(portfolios.read(Long.MAX_VALUE, image));
    }

    @Test
    void shouldStartWithoutAnythingOfThePortfolioBefore() {
        int place = open(1_000);
        buy(place, 1, 5, 100);
        buy(place, 2, 6, 200);
        portfolios.addRealized(place, 3, -50);
        portfolios.countOrder(place, 9);
        portfolios.haltedDay(place, 3);
        assertTrue(portfolios.read(portfolios.id(place), image));
        assertEquals(List.of(-50L, 1L, true), countedOn(3, 9));
        assertEquals(List.of(0L, 0L, false), countedOn(4, 10));
        close(place);

        assertEquals(place, open(70));
        assertTrue(portfolios.read(portfolios.id(place), image));
        assertEquals(List.of(0L, 0L, false), countedOn(3, 9));
        assertEquals(0, image.positionCount());
        assertEquals(0, image.realizedPnlE8());
        assertEquals(70, image.availableE8());
        assertEquals(70, image.startingBalanceE8());
        assertEquals(0, portfolios.dayPnlE8(place, 3));
        assertEquals(0, portfolios.minuteCount(place, 9));
        assertFalse(portfolios.isHalted(place, 3));
        buy(place, 2, 1, 10);
        assertTrue(portfolios.read(portfolios.id(place), image));
        assertEquals(1, image.positionCount());
        assertEquals(10, image.costE8(0));
        assertEquals(0, image.realizedPnlE8(0));
    }

    /** Result of the day, orders of the minute and whether the day is one of a halt, as the image has them. */
    private List<Object> countedOn(long day, long minute) {
        return List.of(image.dayPnlE8(day), image.minuteCount(minute), image.isHalted(day));
    }

    /** A million resets of a portfolio with positions need the room of one. */
    @Test
    void shouldReturnEverythingToTheHouse() {
        for (int i = 0; i < 1_000_000; i++) {
            int place = open(1_000);
            buy(place, 1, 5, 100);
            buy(place, 2, 7, 300);
            close(place);
        }
        assertEquals(1, portfolios.places());
        assertEquals(5_000_000, house.returnedBase(1).saturated());
        assertEquals(7_000_000, house.returnedBase(2).saturated());
        assertEquals(400_000_000L, house.marketQuote().saturated());
        assertTrue(new LedgerAudit(portfolios, house, 2).isBalanced());
    }

    @Test
    void shouldNotCloseWhatStillHasMoney() {
        int place = open(10);
        portfolios.beginChange(place);
        assertThrows(EngineFault.class, () -> portfolios.close(place));
    }

    @Test
    void shouldNotTakeBackWhatIsPromisedToAnOrder() {
        int place = open(10);
        portfolios.beginChange(place);
        wallets.holdCash(place, 4);
        assertThrows(EngineFault.class, () -> wallets.takeBack(place));
    }
}
