package io.bullring.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.VenueRules;
import io.bullring.core.engine.ForgetfulEngine;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the portfolios of an account remember of their placements together. The orders are for an instrument that does not
 * exist: their refusals are remembered, and nothing else happens. Engine and model are asked both, and have to say the same.
 */
class PlacementBoundsTest {
    private static final long ONE_E8 = 100_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final int ALICE = 1;
    private static final int BOB = 2;

    /** The default agents of both accounts; those that are created follow. */
    private static final int ALICES = 1;
    private static final int BOBS = 2;
    private static final int ANOTHER = 3;
    private static final int THIRD = 4;
    private static final byte[] A = {'a'};

    private final CommandFactory command = new CommandFactory();
    private Twins twins;
    private long nowNs = WorkloadGenerator.START_NS;
    private int lastAgentId;

    /** A venue in which the portfolios of an account remember so many together, with Alice's agent and Bob's. */
    private void open(int most) {
        ModelParts parts = new ModelParts() {
            @Override
            int mostPlacements() {
                return most;
            }
        };
        open(new Twins(sink -> new ReferenceModel(sink, parts), events -> ForgetfulEngine.of(events, most)));
    }

    private void open(Twins asked) {
        twins = asked;
        command.configureVenue(VenueRules.defaults(1));
        said();
        for (int i = 0; i < 2; i++) {
            command.openAccount(ONE_E8, new byte[32], new byte[32], A, A, A);
            said();
            lastAgentId++;
        }
    }

    /** Plays the command that the factory was made to write. */
    private void said() {
        twins.listen();
        twins.model().onCommand(nowNs, command.buffer(), 0, command.length());
        assertThat(twins.differenceAfter(nowNs, command.buffer(), 0)).isNull();
    }

    private int agent(int accountId) {
        command.createAgent(accountId, ONE_E8, AgentDetails.named(A));
        said();
        return ++lastAgentId;
    }

    /** Whether the order with this id was known, and if not, is from now on. */
    private boolean isKnown(int agentId, String id) {
        byte[] name = id.getBytes(StandardCharsets.US_ASCII);
        command.placeOrder(
                agentId, 1, Side.BUY, OrderType.MARKET, ONE_E8, CommandFactory.NO_PRICE, name, name.length);
        said();
        String answer = EventBytes.of(twins.events()).inWords();
        assertThat(answer).containsAnyOf("AnswerRepeated", "UNKNOWN_INSTRUMENT");
        return answer.contains("AnswerRepeated");
    }

    private void place(int agentId, int from, int to) {
        for (int i = from; i <= to; i++) {
            assertThat(isKnown(agentId, "id-" + i)).isFalse();
        }
    }

    private void assertKnown(int agentId, int from, int to) {
        for (int i = from; i <= to; i++) {
            assertThat(isKnown(agentId, "id-" + i)).isTrue();
        }
    }

    @Test
    void shouldForgetTheOldestOfAPortfolioForItsNewestWhereItsAccountRemembersAsMuchAsItMay() {
        open(100);
        agent(ALICE);
        place(ALICES, 1, 60);
        place(ANOTHER, 1, 40);
        assertKnown(ALICES, 1, 60);
        assertKnown(ANOTHER, 1, 40);

        place(ANOTHER, 41, 41);
        assertKnown(ALICES, 1, 60);
        assertKnown(ANOTHER, 2, 41);
        place(ANOTHER, 1, 1);
        place(ALICES, 61, 61);
        assertKnown(ALICES, 2, 61);
    }

    @Test
    void shouldRemember16PlacementsOfEachPortfolioHoweverMuchItsAccountRemembers() {
        open(100);
        agent(ALICE);
        place(ALICES, 1, 100);

        place(ANOTHER, 1, 16);
        assertKnown(ALICES, 1, 100);
        assertKnown(ANOTHER, 1, 16);
        place(ANOTHER, 17, 17);
        assertKnown(ANOTHER, 2, 17);
        place(ANOTHER, 1, 1);
    }

    @Test
    void shouldRememberWhatItMayOfAnAccountWhateverAnotherOneDoes() {
        open(100);
        place(ALICES, 1, 200);
        place(BOBS, 1, 100);

        assertKnown(BOBS, 1, 100);
        assertKnown(ALICES, 101, 200);
    }

    @Test
    void shouldHaveRoomAgainWhenAPortfolioIsClosedAndNoneWhenItIsParked() {
        open(100);
        agent(ALICE);
        place(ALICES, 1, 100);
        command.parkPortfolio(ALICES, ALICE, ONE_E8);
        said();
        place(ANOTHER, 1, 17);
        place(ANOTHER, 1, 1);
        command.returnToPortfolio(ALICES, ALICE);
        said();
        assertKnown(ALICES, 1, 100);

        command.resetAgent(ALICES, ALICE, ONE_E8);
        said();
        place(ANOTHER, 18, 100);
        assertKnown(ANOTHER, 18, 100);
        place(ALICES, 1, 16);
        command.deleteAgent(ANOTHER, ALICE);
        said();
        place(ALICES, 17, 100);
        assertKnown(ALICES, 1, 100);
    }

    /** Of an hour that ended 24 hours ago, since they are looked for by the hour. */
    @Test
    void shouldHaveRoomAgainWhenAPortfolioHasPlacedNothingForADay() {
        open(100);
        agent(ALICE);
        agent(ALICE);
        nowNs += HOUR_NS - nowNs % HOUR_NS;
        place(ALICES, 1, 84);
        nowNs += HOUR_NS - 1;
        place(THIRD, 1, 16);
        nowNs += 23 * HOUR_NS + 1;
        place(ANOTHER, 1, 17);
        place(ANOTHER, 1, 1);

        nowNs += HOUR_NS;
        place(ANOTHER, 18, 100);
        assertKnown(ANOTHER, 18, 100);
        place(ALICES, 1, 1);
    }

    /** What is too old is forgotten by a portfolio's next placement; until then it counts. */
    @Test
    void shouldHaveRoomForAsManyAsAPortfolioForgetsWhenItPlacesADayLater() {
        open(100);
        agent(ALICE);
        place(ALICES, 1, 99);
        nowNs += HOUR_NS;
        place(ALICES, 100, 100);
        nowNs += 23 * HOUR_NS;
        place(ANOTHER, 1, 17);
        place(ANOTHER, 1, 1);

        assertKnown(ALICES, 100, 100);
        place(ANOTHER, 18, 100);
        assertKnown(ANOTHER, 18, 100);
    }

    /** Placements, repeats, closed and parked portfolios, hours and days, snapshots: as they come. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 50, 100, 300})
    void shouldRememberWhatTheModelDoesBeyondTheBound(int most) {
        long seed = System.nanoTime();
        System.out.println("PlacementBoundsTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        open(most);
        for (int i = 0; i < 8; i++) {
            agent(ALICE);
        }
        int repeated = 0;
        for (int step = 0; step < 20_000; step++) {
            int agentId = random.nextInt(4) == 0 ? ALICES : 1 + random.nextInt(lastAgentId);
            switch (random.nextInt(400)) {
                case 0 -> resetOrPark(agentId, random.nextInt(3));
                case 1 -> replace(agentId);
                case 2 -> twins.restore(nowNs);
                case 3 -> nowNs += random.nextLong(HOUR_NS);
                case 4 -> nowNs += random.nextInt(10) == 0 ? 24 * HOUR_NS + random.nextLong(2 * HOUR_NS) : 0;
                case 5 -> nowNs += HOUR_NS - nowNs % HOUR_NS - random.nextInt(2);
                default -> {
                    nowNs += random.nextInt(3) == 0 ? 1 : 0;
                    repeated += isKnown(agentId, "id-" + random.nextInt(step / 50 + 40)) ? 1 : 0;
                }
            }
        }
        assertThat(repeated).isPositive();
        assertThat(twins.differenceOfState()).isNull();
    }

    private void resetOrPark(int agentId, int which) {
        int accountId = agentId == BOBS ? BOB : ALICE;
        switch (which) {
            case 0 -> command.resetAgent(agentId, accountId, ONE_E8);
            case 1 -> command.parkPortfolio(agentId, accountId, ONE_E8);
            default -> command.returnToPortfolio(agentId, accountId);
        }
        said();
    }

    /** The agent gives way to one with a higher id, unless it is a default agent; deleted ones are unknown, as orders go. */
    private void replace(int agentId) {
        if (agentId > BOBS && lastAgentId < 12) {
            command.cloneAgent(agentId, ALICE, A);
            said();
            lastAgentId++;
        }
    }

    /** 255 portfolios at their bound of 1,024, and two that share the rest. */
    @Test
    void shouldRemember262144PlacementsOfAnAccount() {
        open(new Twins());
        for (int i = 0; i < 254; i++) {
            agent(ALICE);
        }
        for (int agentId = 1; agentId <= lastAgentId; agentId++) {
            if (agentId != BOBS) {
                place(agentId, 1, 1_024);
            }
        }
        int some = agent(ALICE);
        int others = agent(ALICE);
        place(some, 1, 24);
        place(others, 1, 1_000);
        assertKnown(some, 1, 24);
        assertKnown(others, 1, 1_000);

        place(others, 1_001, 1_001);
        assertKnown(others, 2, 1_001);
        place(others, 1, 1);
        assertKnown(some, 1, 24);
        assertKnown(ALICES, 1, 1_024);
        place(BOBS, 1, 1_024);
        assertKnown(BOBS, 1, 1_024);
    }
}
