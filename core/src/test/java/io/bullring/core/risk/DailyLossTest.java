package io.bullring.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.account.Account;
import io.bullring.core.account.Accounts;
import io.bullring.core.account.Agent;
import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.event.EventSink;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import io.bullring.core.wallet.Portfolios;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Test;

/** A day's loss halts at the limit, until the day ends, and those who were halted go on in their order. */
class DailyLossTest {
    private static final long DAY = 86_400_000_000_000L;
    private static final long TODAY = 20_454 * DAY + 5;
    private static final long TOMORROW = 20_455 * DAY;
    private static final byte[] KEY = {};

    private final Accounts accounts = new Accounts();
    private final Account account = accounts.open(KEY, KEY, KEY, KEY, 0);
    private final Portfolios portfolios = new Portfolios();
    private final DailyLoss dailyLoss = new DailyLoss(portfolios);
    private final RiskProfile tenPercent = limit(1_000_000_000L);
    private final List<String> said = new ArrayList<>();
    private final EventSink events = (EventSink) Proxy.newProxyInstance(
            EventSink.class.getClassLoader(), new Class<?>[]{EventSink.class}, (proxy, event, arguments) -> {
                said.add(event.getName() + Arrays.toString(arguments));
                return null;
            });

    private static RiskProfile limit(long percentE8) {
        RiskProfile usual = VenueRules.defaults(1).riskDefaults();
        return new RiskProfile(
                usual.maxOrderSizePctE8(),
                usual.maxPositionSizePctE8(),
                percentE8,
                usual.minOrderSizeE8(),
                usual.maxOpenOrders(),
                usual.orderRateLimit());
    }

    /** An agent whose portfolio's place is its own id. */
    private Agent agent(long startingBalanceE8) {
        Agent agent = accounts.addAgent(account, KEY, KEY, startingBalanceE8, AgentDetails.named(KEY), 0);
        agent.portfolio(portfolios.open(agent.id(), startingBalanceE8));
        return agent;
    }

    private void lose(Agent agent, long amountE8, long nowNs) {
        portfolios.addRealized(agent.portfolio(), DailyLoss.day(nowNs), -amountE8);
        dailyLoss.check(agent, agent.portfolio(), tenPercent, nowNs, events);
    }

    private boolean isHalted(Agent agent, long nowNs) {
        return dailyLoss.isHalted(agent.portfolio(), nowNs);
    }

    private List<String> takeSaid() {
        List<String> taken = List.copyOf(said);
        said.clear();
        return taken;
    }

    @Test
    void shouldRoundTheLimitHalfEven() {
        assertEquals(100, dailyLoss.limitE8(agent(1_000).portfolio(), tenPercent));
        assertEquals(0, dailyLoss.limitE8(agent(5).portfolio(), tenPercent));
        assertEquals(2, dailyLoss.limitE8(agent(15).portfolio(), tenPercent));
        long most = 1_000_000_000L * 100_000_000L;
        assertEquals(most, dailyLoss.limitE8(agent(most).portfolio(), limit(10_000_000_000L)));
    }

    @Test
    void shouldHaltAtTheLimitAndNotOneUnitBefore() {
        Agent alice = agent(1_000);
        lose(alice, 99, TODAY);
        assertFalse(isHalted(alice, TODAY));
        assertEquals(List.of(), takeSaid());

        lose(alice, 1, TODAY);
        assertTrue(isHalted(alice, TODAY));
        assertEquals(List.of("tradingHalted[1, 1, -100, 100]"), takeSaid());
    }

    @Test
    void shouldSayOnceThatItHalts() {
        Agent alice = agent(1_000);
        lose(alice, 100, TODAY);
        lose(alice, 50, TODAY);
        assertEquals(List.of("tradingHalted[1, 1, -100, 100]"), takeSaid());
    }

    @Test
    void shouldNotHaltForProfitNorForALossOfYesterday() {
        Agent alice = agent(1_000);
        lose(alice, -5_000, TODAY);
        lose(alice, 5_000, TODAY);
        assertFalse(isHalted(alice, TODAY));
        lose(alice, 99, TODAY);
        lose(alice, 99, TOMORROW);
        assertFalse(isHalted(alice, TOMORROW));
        assertEquals(List.of(), takeSaid());
    }

    @Test
    void shouldLatchTheHaltWhateverComesAfterIt() {
        Agent alice = agent(1_000);
        lose(alice, 100, TODAY);
        portfolios.addRealized(alice.portfolio(), DailyLoss.day(TODAY), 5_000);
        assertTrue(isHalted(alice, TODAY));
        dailyLoss.check(alice, alice.portfolio(), limit(9_000_000_000L), TODAY, events);
        assertTrue(isHalted(alice, TODAY));
        assertTrue(isHalted(alice, TOMORROW - 1));
        assertFalse(isHalted(alice, TOMORROW));
    }

    @Test
    void shouldHaltWhenALowerLimitIsChecked() {
        Agent alice = agent(1_000);
        portfolios.addRealized(alice.portfolio(), DailyLoss.day(TODAY), -100);
        dailyLoss.check(alice, alice.portfolio(), limit(1_100_000_000L), TODAY, events);
        assertFalse(isHalted(alice, TODAY));

        dailyLoss.check(alice, alice.portfolio(), tenPercent, TODAY, events);
        assertTrue(isHalted(alice, TODAY));
    }

    @Test
    void shouldResumeInTheOrderOfTheHaltsWhenTheDayHasPassed() {
        Agent alice = agent(1_000);
        Agent bob = agent(1_000);
        lose(bob, 100, TODAY);
        lose(alice, 100, TODAY);
        takeSaid();
        assertEquals(TOMORROW, dailyLoss.deadlineNs());
        assertFalse(dailyLoss.resumeOne(TOMORROW - 1, events));

        assertTrue(dailyLoss.resumeOne(TOMORROW, events));
        assertTrue(dailyLoss.resumeOne(TOMORROW, events));
        assertFalse(dailyLoss.resumeOne(TOMORROW, events));
        assertEquals(List.of("tradingResumed[2, 2]", "tradingResumed[1, 1]"), takeSaid());
        assertEquals(Long.MAX_VALUE, dailyLoss.deadlineNs());
    }

    /** Bob is halted anew before it was his turn to resume: he waits for the new day to end, and blocks nobody. */
    @Test
    void shouldLetNobodyWaitForOneWhoWasHaltedAgain() {
        Agent alice = agent(1_000);
        Agent bob = agent(1_000);
        Agent carol = agent(1_000);
        List.of(alice, bob, carol).forEach(agent -> lose(agent, 100, TODAY));
        dailyLoss.resumeOne(TOMORROW, events);
        takeSaid();

        lose(bob, 100, TOMORROW);
        assertEquals(List.of(3L, 2L), waiting());
        assertEquals(TOMORROW, dailyLoss.deadlineNs());
        assertTrue(dailyLoss.resumeOne(TOMORROW, events));
        assertFalse(dailyLoss.resumeOne(TOMORROW, events));
        assertEquals(List.of("tradingHalted[2, 2, -100, 100]", "tradingResumed[3, 3]"), takeSaid());

        assertEquals(TOMORROW + DAY, dailyLoss.deadlineNs());
        assertTrue(dailyLoss.resumeOne(TOMORROW + DAY, events));
        assertFalse(dailyLoss.resumeOne(TOMORROW + DAY, events));
        assertEquals(List.of("tradingResumed[2, 2]"), takeSaid());
    }

    /** Many, over days, some of them again and again. */
    @Test
    void shouldKeepTheOrderOfManyOverManyDays() {
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            agents.add(agent(1_000));
        }
        List<String> expected = new ArrayList<>();
        List<String> resumed = new ArrayList<>();
        for (int day = 0; day < 30; day++) {
            long nowNs = TODAY + day * DAY;
            while (dailyLoss.resumeOne(nowNs, events)) {
                resumed.addAll(takeSaid());
            }
            for (int i = 0; i < 7 * (day % 5) + 1; i++) {
                Agent agent = agents.get((i * 37 + day) % agents.size());
                lose(agent, 100, nowNs);
                expected.add("tradingResumed[" + agent.id() + ", " + agent.portfolio() + "]");
            }
            takeSaid();
        }
        while (dailyLoss.resumeOne(TODAY + 30 * DAY, events)) {
            resumed.addAll(takeSaid());
        }
        assertEquals(expected, resumed);
    }

    @Test
    void shouldReadTheHaltsThatItWrote() {
        Agent alice = agent(1_000);
        Agent bob = agent(1_000);
        List.of(bob, alice).forEach(agent -> lose(agent, 100, TODAY));
        takeSaid();

        DailyLoss read = read(2, 1, 0);
        assertTrue(read.resumeOne(TOMORROW, events));
        assertTrue(read.resumeOne(TOMORROW, events));
        assertFalse(read.resumeOne(TOMORROW, events));
        assertEquals(List.of("tradingResumed[2, 2]", "tradingResumed[1, 1]"), takeSaid());
    }

    /** Whoever reads such a list would never come to its end, or would end a halt that nobody had. */
    @Test
    void shouldRefuseHaltsThatItCannotHaveWritten() {
        Agent alice = agent(1_000);
        Agent bob = agent(1_000);
        agent(1_000);
        List.of(bob, alice).forEach(agent -> lose(agent, 100, TODAY));

        assertEquals("halted twice", refusalOf(2, 2, 0));
        assertEquals("halted twice", refusalOf(2, 1, 2, 0));
        assertEquals("halted twice", refusalOf(2, 1, 1, 0));
        assertEquals("a halt that never began", refusalOf(2, 3, 0));
        assertEquals("a halt of somebody who is not there", refusalOf(4, 0));
        assertEquals("a halt of somebody who is not there", refusalOf(-1, 0));
        assertEquals("a halt of somebody who is not there", refusalOf((1L << 32) + 1, 0));
    }

    private String refusalOf(long... written) {
        return assertThrows(EngineFault.class, () -> read(written)).getMessage();
    }

    /** Of portfolios that come from a snapshot, which know their days and not their neighbours. */
    private DailyLoss read(long... written) {
        for (int place = 1; place <= portfolios.places(); place++) {
            portfolios.haltLinks(place, Portfolios.NONE, Portfolios.NONE);
        }
        PrimitiveIterator.OfLong longs = Arrays.stream(written).iterator();
        DailyLoss read = new DailyLoss(portfolios);
        read.readFrom(new SnapshotSource() {
            @Override
            public long getLong() {
                return longs.nextLong();
            }

            @Override
            public byte[] getBytes() {
                throw new AssertionError("halts have no bytes");
            }
        });
        return read;
    }

    /** The waiting portfolios as a snapshot has them, before the zero that ends them. */
    private List<Long> waiting() {
        List<Long> longs = new ArrayList<>();
        dailyLoss.writeTo(new SnapshotSink() {
            @Override
            public void putLong(long value) {
                longs.add(value);
            }

            @Override
            public void putBytes(byte[] value) {
                throw new AssertionError("halts have no bytes");
            }
        });
        assertEquals(0, longs.getLast());
        return longs.subList(0, longs.size() - 1);
    }
}
