package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However an agent stands, its manual documents the same calls: those that would be done are, as they are written, and those that would be
 * refused are, with the error that the manual names.
 */
@Timeout(120)
final class SkillInEveryStateTest {
    private static final String ON = "{\"engaged\":true}";
    private static final String BY_HAND = "VALIDATION_ERROR"; // an id of no order: put in by hand
    private static final String OVER = "ORDER_NOT_CANCELLABLE"; // the id of an order that does not rest

    @TempDir
    Path directory;

    private ServedVenue venue;
    private Owner owner;
    private Trader bot;

    @Test
    void shouldHaveNothingToRefuseAFreshAgent() throws Exception {
        try (ServedVenue opened = open(ServedVenue.open(directory))) {
            opened.feed.price("BTCUSDT", "64000");
            bot = opened.agent(owner, "");
            assertDocumented();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ,'starting_balance':'1'                                                 | order_too_large
            ,'risk_config':{'max_order_size_pct':'0.01','min_order_size_usd':'20'}  | order_too_large
            ,'risk_config':{'min_order_size_usd':'3000'}                            | position_limit_exceeded INSUFFICIENT_BALANCE
            """)
    void shouldNameTheLimitThatLeavesNoRoom(String members, String errors) throws Exception {
        try (ServedVenue opened = open(ServedVenue.open(directory))) {
            opened.feed.price("BTCUSDT", "64000");
            bot = opened.agent(owner, members);
            assertDocumented((errors + " " + BY_HAND).split(" "));
        }
    }

    @Test
    void shouldOfferWhatIsOwnedWhereNothingMoreMayBeBought() throws Exception {
        try (ServedVenue opened = open(ServedVenue.open(directory))) {
            opened.feed.price("BTCUSDT", "64000");
            bot = opened.agent(
                    owner,
                    ",'starting_balance':'10000','risk_config':{'max_order_size_pct':100,'max_position_size_pct':100,"
                            + "'min_order_size_usd':'200'}");
            place("{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.154'}");
            assertDocumented("position_limit_exceeded");
        }
    }

    @Test
    void shouldNameTheMoneyThatIsNotThere() throws Exception {
        try (ServedVenue opened = open(ServedVenue.open(directory))) {
            opened.feed.price("BTCUSDT", "64000");
            bot = opened.agent(
                    owner,
                    ",'starting_balance':'10000','risk_config':{'max_order_size_pct':100,'max_position_size_pct':100,"
                            + "'min_order_size_usd':'900'}");
            place("{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.15','price':'60000'}");
            assertDocumented("INSUFFICIENT_BALANCE", OVER);
        }
    }

    @Test
    void shouldNameTheBoundOfOpenOrdersUntilThereIsRoom() throws Exception {
        try (ServedVenue opened = open(ServedVenue.open(directory))) {
            opened.feed.price("BTCUSDT", "64000");
            bot = opened.agent(owner, ",'risk_config':{'max_open_orders':1}");
            place("{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.001','price':'60000'}");
            TypedManual full = TypedManual.of(venue, owner, bot);
            assertThat(full.errors()).containsExactly("VALIDATION_ERROR", "max_open_orders_exceeded");
            full.typeRefused();
            venue.delete("/trade/orders/open", bot.key());
            assertDocumented();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldShowAsManyOrdersAsAMinuteHas(int orders) throws Exception {
        HandClock clock = new HandClock(Instant.parse("2026-03-01T12:00:00Z"));
        try (ServedVenue opened = open(ServedVenue.openWithBook(directory, clock))) {
            opened.feed.price("BTCUSDT", "64000");
            bot = opened.agent(owner, ",'risk_config':{'order_rate_limit':" + orders + "}");
            TypedManual manual = TypedManual.of(venue, owner, bot);
            assertThat(manual.errors()).contains("RATE_LIMIT_EXCEEDED");
            assertThat(manual.calls()).isEqualTo(ofFreshAgent());
            manual.typeInOrder();
        }
    }

    @Test
    void shouldNotShowTheOrdersThatThisMinuteHasHad() throws Exception {
        HandClock clock = new HandClock(Instant.parse("2026-03-01T12:00:00Z"));
        try (ServedVenue opened = open(ServedVenue.open(directory, clock))) {
            opened.feed.price("BTCUSDT", "64000");
            bot = opened.agent(owner, ",'risk_config':{'order_rate_limit':1}");
            place("{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.001'}");
            assertDocumented("RATE_LIMIT_EXCEEDED", BY_HAND);
        }
    }

    @Test
    void shouldShowAnOrderOnceTheMinuteIsOverThoughNothingHasHappenedSince() throws Exception {
        HandClock clock = new HandClock(Instant.parse("2026-03-01T12:00:00Z"));
        try (ServedVenue opened = open(ServedVenue.open(directory, clock))) {
            opened.feed.price("BTCUSDT", "64000");
            bot = opened.agent(owner, ",'risk_config':{'order_rate_limit':1}");
            place("{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.001'}");
            clock.pass(Duration.ofSeconds(59));
            assertThat(TypedManual.of(venue, owner, bot).errors()).containsExactly("RATE_LIMIT_EXCEEDED", BY_HAND);
            clock.pass(Duration.ofSeconds(1));
            assertThat(TypedManual.of(venue, owner, bot).errors()).containsExactly(OVER, "RATE_LIMIT_EXCEEDED");
        }
    }

    @Test
    void shouldNameTheLossOfTheDayUntilTheNextOne() throws Exception {
        HandClock clock = new HandClock(Instant.parse("2026-03-01T12:00:00Z"));
        try (ServedVenue opened = open(ServedVenue.open(directory, clock))) {
            opened.feed.price("BTCUSDT", "64000");
            bot = opened.agent(owner, ",'risk_config':{'daily_loss_limit_pct':1}");
            place("{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.015'}");
            opened.feed.price("BTCUSDT", "54000");
            place("{'symbol':'BTCUSDT','side':'sell','type':'market','quantity':'0.015'}");
            TypedManual halted = TypedManual.of(venue, owner, bot);
            assertThat(halted.errors()).containsExactly("DAILY_LOSS_LIMIT", "VALIDATION_ERROR");
            halted.typeRefused();
            clock.pass(Duration.ofHours(12));
            opened.feed.price("BTCUSDT", "54000");
            place("{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.001'}");
            awaitHistory();
            TypedManual resumed = TypedManual.of(venue, owner, bot);
            assertThat(resumed.errors()).isEmpty();
            assertThat(resumed.calls()).isEqualTo(halted.calls()).isEqualTo(ofFreshAgent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/agents/AGENT/kill-switch", "/accounts/ACCOUNT/kill-switch", "/kill-switch"})
    void shouldNameTheKillSwitchWhoseverItIs(String path) throws Exception {
        try (ServedVenue opened = open(ServedVenue.openWithBook(directory))) {
            opened.feed.price("BTCUSDT", "64000");
            bot = opened.agent(owner, "");
            String engage = path.replace("AGENT", bot.id()).replace("ACCOUNT", owner.accountId());
            assertThat(operate(engage, ON).status()).isEqualTo(200);
            assertDocumented("trading_stopped", BY_HAND);
        }
    }

    @Test
    void shouldSayThatTheKeyOfAnArchivedAgentIsDead() throws Exception {
        try (ServedVenue opened = open(ServedVenue.openWithBook(directory))) {
            opened.feed.price("BTCUSDT", "64000");
            bot = opened.agent(owner, "");
            venue.post("/agents/" + bot.id() + "/archive", "", owner.bearer());
            assertDocumented("INVALID_API_KEY", "agent_archived");
        }
    }

    @Test
    void shouldSayThatNoPairHasAPrice() throws Exception {
        try (ServedVenue opened = open(ServedVenue.open(directory))) {
            bot = opened.agent(owner, "");
            assertDocumented("PRICE_NOT_AVAILABLE", "no_candles", BY_HAND);
        }
    }

    @Test
    void shouldSayThatThePairsAreHaltedOrNotTradedAndShowOneThatIs() throws Exception {
        try (ServedVenue opened = open(ServedVenue.open(directory))) {
            opened.feed.price("BTCUSDT", "64000");
            opened.feed.price("ETHUSDT", "3000");
            bot = opened.agent(owner, "");
            halt("BTCUSDT");
            TypedManual other = TypedManual.of(venue, owner, bot);
            assertThat(other.errors()).isEmpty();
            assertThat(other.text()).contains("\"symbol\": \"ETHUSDT\", \"side\": \"buy\"");
            halt("ETHUSDT");
            TypedManual halted = TypedManual.of(venue, owner, bot);
            assertThat(halted.errors()).containsExactly("VALIDATION_ERROR", "instrument_halted");
            halted.typeRefused();
            opened.feed.retire("BTCUSDT");
            opened.feed.retire("ETHUSDT");
            assertDocumented("INVALID_SYMBOL", BY_HAND);
        }
    }

    @Test
    void shouldShowOrdersInABookWhereThereIsNothingElse() throws Exception {
        try (ServedVenue opened = open(ServedVenue.openWithBook(directory))) {
            bot = opened.agent(owner, "");
            assertThat(TypedManual.of(venue, owner, bot).text())
                    .contains("{\"symbol\": \"ACMEUSDT\", \"side\": \"buy\", \"type\": \"market\"");
            assertDocumented("INSUFFICIENT_BALANCE", "no_candles", OVER);
            bot = opened.agent(owner, "");
            venue.grant(bot, "ACMEUSDT", "5");
            assertDocumented("no_candles");
        }
    }

    @Test
    void shouldSizeOrdersInABookByWhatIsAskedThere() throws Exception {
        try (ServedVenue opened = open(ServedVenue.openWithBook(directory))) {
            Trader seller = opened.agent(owner, "");
            venue.grant(seller, "ACMEUSDT", "50");
            bot = opened.agent(owner, "");
            for (String price : List.of("60", "2000")) {
                Reply sale = venue.post(
                        "/trade/order",
                        "{'symbol':'ACMEUSDT','side':'sell','type':'limit','quantity':'0.02','price':'" + price + "'}",
                        seller.key());
                assertThat(sale.status()).as(sale.toString()).isEqualTo(201);
            }
            assertDocumented();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            6,   position_limit_exceeded
            5.3, INSUFFICIENT_BALANCE ORDER_NOT_CANCELLABLE position_limit_exceeded
            """)
    void shouldNotAskASmallestValueOfOrdersThatDoNotRest(String balance, String errors) throws Exception {
        try (ServedVenue opened = open(ServedVenue.open(directory))) {
            opened.feed.price("ETHUSDT", "100");
            bot = opened.agent(
                    owner,
                    ",'starting_balance':'" + balance + "','risk_config':{'max_order_size_pct':100,"
                            + "'max_position_size_pct':100,'min_order_size_usd':'1'}");
            assertDocumented(errors.split(" "));
        }
    }

    @Test
    void shouldNameTheQuantityWhereThePairTakesNoneAsLargeAsTheSmallestOrder() throws Exception {
        try (ServedVenue opened = open(ServedVenue.open(directory))) {
            opened.feed.price("ETHUSDT", "10");
            bot = opened.agent(owner, ",'risk_config':{'min_order_size_usd':'2000'}");
            assertDocumented("INVALID_QUANTITY", BY_HAND);
        }
    }

    @Test
    void shouldDocumentACallInWholePercentsAlsoWhereALimitIsLess() throws Exception {
        try (ServedVenue opened = open(ServedVenue.open(directory))) {
            opened.feed.price("BTCUSDT", "64000");
            bot = opened.agent(owner, ",'risk_config':{'daily_loss_limit_pct':'0.5'}");
            assertDocumented(BY_HAND);
        }
    }

    static Stream<String> membersNearTheEdges() {
        return Stream.of(
                IntStream.rangeClosed(2, 20).mapToObj(it -> "'risk_config':{'min_order_size_usd':" + 250 * it + "}"),
                IntStream.of(2_250, 2_300, 2_400, 2_450, 2_490, 2_499)
                        .mapToObj(it -> "'risk_config':{'min_order_size_usd':" + it + "}"),
                IntStream.rangeClosed(1, 30).mapToObj(it -> "'starting_balance':'" + it + "'"),
                IntStream.rangeClosed(7, 20).mapToObj(it -> "'starting_balance':'" + 5 * it + "'"),
                IntStream.rangeClosed(1, 4)
                        .boxed()
                        .flatMap(rate -> Stream.of(10_000, 30, 22, 5)
                                .map(balance -> "'starting_balance':'" + balance
                                        + "','risk_config':{'order_rate_limit':" + rate + "}")),
                IntStream.of(900, 990, 999, 1_000)
                        .mapToObj(it -> "'starting_balance':'1000','risk_config':{'max_order_size_pct':100,"
                                + "'max_position_size_pct':100,'min_order_size_usd':" + it + "}"))
                .flatMap(it -> it);
    }

    /** Whatever is said to be refused is, and by what is named: also where there is room for one order, but not for two, or for one of two pairs. */
    @ParameterizedTest
    @ValueSource(strings = {"BTCUSDT", "ETHUSDT", "ACMEUSDT"})
    void shouldOnlySayOfWhatIsRefusedThatItIs(String first) throws Exception {
        HandClock clock = new HandClock(Instant.parse("2026-03-01T12:00:00Z"));
        try (ServedVenue opened = open(ServedVenue.openWithBook(directory, clock))) {
            if (!first.equals("ACMEUSDT")) {
                opened.feed.price(first, first.equals("BTCUSDT") ? "64000" : "3000");
            }
            List<Throwable> wrong = new ArrayList<>();
            for (String members : membersNearTheEdges().toList()) {
                owner = opened.register("Owner");
                bot = opened.agent(owner, "," + members);
                try {
                    TypedManual.of(venue, owner, bot).ofAgent().typeInOrder();
                } catch (AssertionError e) {
                    wrong.add(new AssertionError(members, e));
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    /** @param errors of the calls that would be refused: all of them are named, and met; whatever else is written is done */
    private void assertDocumented(String... errors) throws Exception {
        TypedManual manual = TypedManual.of(venue, owner, bot);
        assertThat(manual.errors()).containsExactly(Arrays.stream(errors).sorted().toArray(String[]::new));
        assertThat(manual.calls()).isEqualTo(ofFreshAgent());
        manual.typeInOrder();
    }

    /** What the manual of an agent documents in a venue like this one that has prices. */
    private List<String> ofFreshAgent() throws Exception {
        Path other = directory.resolve("fresh");
        boolean hasBook = venue.venue.market().listing("ACMEUSDT") != null;
        try (ServedVenue fresh = hasBook ? ServedVenue.openWithBook(other) : ServedVenue.open(other)) {
            fresh.feed.price("BTCUSDT", "64000");
            Owner ofFresh = fresh.register("Fresh");
            TypedManual manual = TypedManual.of(fresh, ofFresh, fresh.agent(ofFresh, ""));
            assertThat(manual.errors()).isEmpty();
            return manual.calls();
        }
    }

    private ServedVenue open(ServedVenue opened) {
        venue = opened;
        owner = opened.register("Owner");
        return opened;
    }

    private void place(String order) {
        Reply placed = venue.post("/trade/order", order, bot.key());
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
    }

    private void halt(String symbol) {
        assertThat(operate("/instruments/" + symbol + "/status", "{\"status\":\"halted\"}").status()).isEqualTo(200);
    }

    private void awaitHistory() {
        assertThat(venue.get("/trade/history", bot.key()).status()).isEqualTo(200);
    }

    private Reply operate(String path, String body) {
        return venue.send("PUT", "/operator/v1" + path, body, venue.operator());
    }
}
