package io.bullring.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands that the engine is measured with are answered as they should be, and not refused. */
final class WorkingVenueTest {
    private final WorkingVenue venue = new WorkingVenue(1, WorkingVenue.MIX);
    private PreparedCommands commands;

    @BeforeEach
    void open() {
        venue.open();
        commands = new PreparedCommands(venue);
    }

    @Test
    void shouldHaveRefusedNothingWhileItOpened() {
        assertThat(venue.answers().fills()).isPositive();
        assertThat(venue.answers().refused()).isZero();
    }

    @Test
    void shouldFillMarketOrdersOfEveryAgent() {
        long before = venue.answers().fills();
        for (int i = 0; i < commands.agents(); i++) {
            venue.send(commands.marketBuy(i));
            venue.send(commands.marketSell(i));
        }
        assertThat(venue.answers().fills() - before).isEqualTo(2L * commands.agents());
    }

    @Test
    void shouldRestAndCancelLimitOrdersOfEveryAgent() {
        long accepted = venue.answers().accepted();
        long cancelled = venue.answers().cancelled();
        for (int i = 0; i < commands.agents(); i++) {
            venue.send(commands.limit(i));
            venue.send(commands.cancel(i, venue.acceptedOrderId()));
        }
        assertThat(venue.answers().accepted() - accepted).isEqualTo(commands.agents());
        assertThat(venue.answers().cancelled() - cancelled).isEqualTo(commands.agents());
    }

    @Test
    void shouldUpdatePricesWithoutFiring() {
        long before = venue.answers().prices();
        for (int i = 0; i < commands.instruments(); i++) {
            venue.send(commands.price(i));
            assertThat(venue.eventCount()).isEqualTo(1);
        }
        assertThat(venue.answers().prices() - before).isEqualTo(commands.instruments());
    }

    @Test
    void shouldCountTheRefusalOfAnAgentThatHasNothingLeftToSell() {
        long before = venue.answers().refused();
        for (int i = 0; i < 1_000_000 && venue.answers().refused() == before; i++) {
            venue.send(commands.marketSell(0));
        }
        assertThat(venue.answers().refused()).isEqualTo(before + 1);
    }
}
