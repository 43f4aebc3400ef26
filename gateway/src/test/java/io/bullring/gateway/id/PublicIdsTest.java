package io.bullring.gateway.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bullring.gateway.id.PublicIds.Kind;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicIdsTest {
    private static final long VENUE = 0x1234_5678_9ABCL;

    private final PublicIds ids = new PublicIds(VENUE);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 1L << 32, (1L << 62) - 1})
    void shouldReadBackTheCounterOfAnOrder(long orderId) {
        assertEquals(orderId, ids.counter(Kind.ORDER, ids.order(orderId)));
    }

    @Test
    void shouldReadBackEveryKind() {
        assertEquals(7, ids.counter(Kind.ACCOUNT, ids.account(7)));
        assertEquals(8, ids.counter(Kind.AGENT, ids.agent(8)));
        assertEquals(9, ids.counter(Kind.ORDER, ids.order(9)));
        assertEquals(10, ids.counter(Kind.FILL, ids.fill(10)));
        assertEquals(11, ids.counter(Kind.SESSION, ids.session(11)));
    }

    @Test
    void shouldLayOutVenueVersionKindVariantAndCounter() {
        assertEquals(UUID.fromString("12345678-9abc-8003-8000-000000000005"), ids.order(5));
        assertEquals(8, ids.order(5).version());
        assertEquals(2, ids.order(5).variant());
    }

    @Test
    void shouldGiveEachKindItsOwnIds() {
        assertNotEquals(ids.order(5), ids.fill(5));
        assertEquals(PublicIds.FOREIGN, ids.counter(Kind.FILL, ids.order(5)));
    }

    @Test
    void shouldNotKnowIdsOfAnotherVenue() {
        PublicIds others = new PublicIds(VENUE + 1);

        assertEquals(PublicIds.FOREIGN, ids.counter(Kind.ORDER, others.order(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "12345678-9abc-4003-8000-000000000005", // version 4
        "12345678-9abc-8003-c000-000000000005", // another variant
        "12345678-9abc-8003-8000-000000000000", // counter 0
        "12345678-9abc-8fff-8000-000000000005", // no such kind
        "00000000-0000-0000-0000-000000000000"
    })
    void shouldNotKnowWhatItDidNotIssue(String id) {
        for (Kind kind : Kind.values()) {
            assertEquals(PublicIds.FOREIGN, ids.counter(kind, UUID.fromString(id)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1L << 62})
    void shouldRefuseCountersOutOfRange(long counter) {
        assertThrows(IllegalArgumentException.class, () -> ids.order(counter));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1L << 48})
    void shouldRefuseVenueIdsOutOfRange(long venueId) {
        assertThrows(IllegalArgumentException.class, () -> new PublicIds(venueId));
    }
}
