package io.bullring.gateway.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.feed.NoFeed;
import io.bullring.gateway.market.Listing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which instruments a venue has a book for is said at its start, and holds from then on. */
@Timeout(60)
final class BookSetupTest {
    private static final BookFees FEES = new BookFees(20_000, 50_000);

    @TempDir
    private Path directory;

    @Test
    void shouldHaveNoBooksUnlessToldTo() {
        try (LocalVenue venue = open()) {
            assertEquals(List.of("BTCUSDT"), symbols(venue));
        }
    }

    @Test
    void shouldKeepABookThatIsNotNamedAgain() {
        try (LocalVenue venue = open(book("ACMEUSDT", 1, FEES))) {
            assertEquals(List.of("ACMEUSDT", "BTCUSDT"), symbols(venue));
            assertEquals(new Listing(2, terms("ACMEUSDT", 1), FEES), venue.market().listing("ACMEUSDT"));
            venue.follower().awaitReached(venue.health().lastSequence());
            assertEquals(10_000_000_000L, venue.market().price(2).lastE8());
            assertEquals(0, venue.market().depth(2).bids().size() + venue.market().depth(2).asks().size());
        }
        long sequence;
        try (LocalVenue venue = open()) {
            assertEquals(new Listing(2, terms("ACMEUSDT", 1), FEES), venue.market().listing("ACMEUSDT"));
            sequence = venue.health().lastSequence();
        }
        try (LocalVenue venue = open(book("ACMEUSDT", 1, FEES))) {
            assertTrue(venue.market().listing("ACMEUSDT").isBook());
            assertEquals(sequence, venue.health().lastSequence(), "nothing new is said");
        }
    }

    @Test
    void shouldChangeTheTermsOfABookButNotItsFees() {
        open(book("ACMEUSDT", 1, FEES)).close();
        try (LocalVenue venue = open(book("ACMEUSDT", 5, FEES))) {
            assertEquals(5, venue.market().listing("ACMEUSDT").terms().minQuantityE8());
        }
        BookInstrument dearer = book("ACMEUSDT", 5, new BookFees(20_000, 50_001));
        BookMismatch refusal = assertThrows(BookMismatch.class, () -> open(dearer));
        assertTrue(refusal.getMessage().contains("ACMEUSDT in a book with other fees"), refusal.getMessage());
    }

    @Test
    void shouldNotChangeAFeedsInstrumentIntoABookNorABookIntoAFeedsInstrument() {
        BookMismatch refusal =
                assertThrows(BookMismatch.class, () -> open(book("BTCUSDT", 1, FEES)));
        assertTrue(refusal.getMessage().contains("BTCUSDT against a feed, not in a book"), refusal.getMessage());

        Path other = directory.resolve("other");
        VenueConfig config = VenueConfig.local(other).withBooks(List.of(book("BTCUSDT", 1, FEES)));
        LocalVenue.open(config, new NoFeed()).close();
        refusal = assertThrows(
                BookMismatch.class, () -> LocalVenue.open(VenueConfig.local(other), new ManualFeed()));
        assertTrue(refusal.getMessage().contains("BTCUSDT in a book, not against a feed"), refusal.getMessage());
    }

    private LocalVenue open(BookInstrument... books) {
        return LocalVenue.open(VenueConfig.local(directory).withBooks(List.of(books)), new ManualFeed());
    }

    private static List<String> symbols(LocalVenue venue) {
        return venue.market().listings().stream().map(Listing::symbol).toList();
    }

    private static BookInstrument book(String symbol, long minQuantityE8, BookFees fees) {
        return new BookInstrument(terms(symbol, minQuantityE8), fees, 10_000_000_000L);
    }

    private static InstrumentTerms terms(String symbol, long minQuantityE8) {
        return new InstrumentTerms(symbol, InstrumentTerms.NO_FEED, true, minQuantityE8, 0, 0, 0);
    }
}
