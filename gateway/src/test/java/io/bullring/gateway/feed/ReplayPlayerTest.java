package io.bullring.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bullring.core.port.CommandGate;
import io.bullring.gateway.market.Price;
import io.bullring.gateway.reply.ReplyConfig;
import io.bullring.gateway.reply.TestGate;
import io.bullring.gateway.reply.VenueSilent;
import io.bullring.protocol.FeedStatusDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.ReportTradeDecoder;
import io.bullring.protocol.Side;
import io.bullring.protocol.UpdatePriceDecoder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time is a number here: the recording is played at ten times its speed, so a recorded second takes 100 ms. */
final class ReplayPlayerTest {
    private static final long MS = 1_000_000L;
    private static final long NOON_NS = 1_700_000_000_000_000_000L / 60_000_000_000L * 60_000_000_000L;
    private static final ReplayConfig CONFIG =
            new ReplayConfig(ReplayConfig.bitcoin(10).terms(), 10, 4, 50 * MS, 10_000 * MS);
    private static final int INSTRUMENT = 3;

    private final Recording recording = new Recording();
    private final TestGate gate = new TestGate(ReplyConfig.defaults());
    private long nowNs;
    private FeedLine line;
    private ReplayTrack track;
    private ReplayPlayer player;

    @BeforeEach
    void connect() {
        gate.answerAtOnce(true);
        line = new FeedLine(gate, CONFIG.terms().feedId(), CONFIG.maxInFlight());
        track = new ReplayTrack(recording, RecordedBook.NONE, INSTRUMENT, depth -> {});
        player = new ReplayPlayer(List.of(track), CONFIG, line, () -> NOON_NS + nowNs);
    }

    @Test
    void shouldPlayTradesWhenTheyAreDue() throws InterruptedException {
        trades("100 5 1", "101 6 1", "103 7 1", "200 1 1");
        begin(0);
        playUntil(99 * MS);
        assertEquals(List.of("up", "#1 5 5..5 x1 1"), said());

        playUntil(100 * MS);
        assertEquals("#2 6 6..6 x1 1", lastSaid());

        playUntil(299 * MS);
        assertEquals("#2 6 6..6 x1 1", lastSaid());
        playUntil(300 * MS);
        assertEquals("#3 7 7..7 x1 1", lastSaid());
    }

    @Test
    void shouldSendTradesOfOneSecondOneByOne() throws InterruptedException {
        trades("100 5 1", "100 6 2", "100 4 3", "200 1 1");
        begin(0);
        playUntil(0);

        assertEquals(List.of("up", "#1 5 5..5 x1 1", "#2 6 6..6 x1 2", "#3 4 4..4 x1 3"), said());
        assertEquals(new FeedCounters(3, 3, 0, 0), line.counters());
    }

    @Test
    void shouldGoOnBehindTheLastPriceIfItIsThatOfTheTradeAtItsPlace() throws InterruptedException {
        trades("100 5 1", "101 6 1", "103 7 1", "200 1 1");
        player.goOn(List.of(new Price(6, NOON_NS, 2, NOON_NS)), nowNs);
        playUntil(0);

        assertEquals(List.of("up", "#3 7 7..7 x1 1"), said());
    }

    @ParameterizedTest
    @CsvSource({"7, 2", "5, 2", "6, 5", "6, 0"})
    void shouldEndTheSessionOfAnotherRecordingAndBegin(long lastE8, long place) throws InterruptedException {
        trades("100 5 1", "101 6 1", "103 7 1", "200 1 1");
        player.goOn(List.of(new Price(lastE8, NOON_NS, place, NOON_NS)), nowNs);
        playUntil(0);

        assertEquals(List.of("up", "down SESSION_END", "up", "#1 5 5..5 x1 1"), said());
    }

    @Test
    void shouldPlaySeveralInstrumentsAtTheTimeOfAllAndEndTheSessionOnceEachHasEnded() throws InterruptedException {
        trades("100 5 1", "103 7 1");
        other("101 60 1", "101.5 61 1");
        player.goOn(Arrays.asList(null, null), nowNs);
        playUntil(99 * MS);
        assertEquals(List.of("up", "#1 5 5..5 x1 1"), said());
        playUntil(299 * MS);
        assertEquals(List.of("#1 60 60..60 x1 1", "#2 61 61..61 x1 1"), said().subList(2, 4));
        playUntil(300 * MS);
        assertEquals(
                List.of("#2 7 7..7 x1 1", "down SESSION_END", "up", "#1 5 5..5 x1 1"), said().subList(4, 8));
    }

    @Test
    void shouldGoOnWithEachInstrumentBehindTheNewestPriceOfAll() throws InterruptedException {
        trades("100 5 1", "103 7 1", "109 8 1");
        other("101 60 1", "104 61 1", "200 62 1");
        Price newest = new Price(7, NOON_NS, 2, NOON_NS);
        Price before = new Price(60, NOON_NS - 1, 1, NOON_NS - 1);
        player.goOn(List.of(newest, before), nowNs);
        playUntil(500 * MS);
        assertEquals(List.of("up", "#2 61 61..61 x1 1", "#3 8 8..8 x1 1"), said());
    }

    /** One that was not played for a while has all of that while at once, and holds up nobody. */
    @Test
    void shouldGoOnAtTheNewestTimeThoughAnotherInstrumentIsFarBehind() throws InterruptedException {
        trades("100 5 1", "50000 7 1", "50001 8 1");
        other("101 60 1", "104 61 1", "49000 62 1", "90000 63 1");
        Price newest = new Price(7, NOON_NS, 2, NOON_NS);
        Price before = new Price(60, NOON_NS - 1, 1, NOON_NS - 1);
        player.goOn(List.of(newest, before), nowNs);
        playUntil(500 * MS);
        assertEquals(List.of("up", "#3 62 61..62 x2 2", "#3 8 8..8 x1 1"), said());
    }

    @Test
    void shouldNotGoOnBehindAPriceOfTheSessionBefore() throws InterruptedException {
        trades("100 5 1", "103 7 1", "109 8 1");
        other("101 60 1", "104 61 1", "200 62 1");
        Price newest = new Price(7, NOON_NS, 2, NOON_NS);
        Price ofTheEnd = new Price(62, NOON_NS - 1, 3, NOON_NS - 1);
        player.goOn(List.of(newest, ofTheEnd), nowNs);
        playUntil(0);
        assertEquals(List.of("up", "#2 61 61..61 x1 1"), said());
    }

    /** Another instrument, that was recorded beside the first one. */
    private void other(String... lines) {
        Recording other = new Recording();
        trades(other, lines);
        ReplayTrack second = new ReplayTrack(other, RecordedBook.NONE, INSTRUMENT + 1, depth -> {});
        player = new ReplayPlayer(List.of(track, second), CONFIG, line, () -> NOON_NS + nowNs);
    }

    @Test
    void shouldBeginWhereThereWasNoPriceYet() throws InterruptedException {
        trades("100 5 1", "200 1 1");
        player.goOn(Collections.singletonList(null), nowNs);
        playUntil(0);

        assertEquals(List.of("up", "#1 5 5..5 x1 1"), said());
    }

    @Test
    void shouldBringTogetherWhatIsDueWhenTheVenueHasNoRoom() throws InterruptedException {
        trades("100 5 1", "100 9 2", "100 4 3", "101 6 4", "102 7 5");
        begin(0);
        gate.say(CommandGate.PRESSURE);
        playFor(3);
        nowNs = 100 * MS;
        playFor(3);
        gate.say(CommandGate.TAKEN);
        playUntil(100 * MS);

        assertEquals(List.of("up", "#4 6 4..9 x4 10"), said());
        assertEquals(new FeedCounters(4, 1, 3, 0), line.counters());
    }

    @Test
    void shouldBringTogetherNoMoreThanACommandsVolumeCanSay() throws InterruptedException {
        long half = Long.MAX_VALUE / 2;
        trades("100 5 " + half, "100 6 " + half, "100 7 " + half, "200 1 1");
        begin(0);
        gate.say(CommandGate.PRESSURE);
        playFor(3);
        nowNs = 100 * MS;
        playFor(3);
        gate.say(CommandGate.TAKEN);
        playUntil(100 * MS);

        assertEquals(List.of("up", "#2 6 5..6 x2 " + 2 * half, "#3 7 7..7 x1 " + half), said());
    }

    @Test
    void shouldBringTogetherWhatIsDueWhenPlayingIsLate() throws InterruptedException {
        trades("100 5 1", "101 8 2", "102 3 4", "103 6 8", "200 1 1");
        begin(0);
        playUntil(0);
        nowNs = 310 * MS;
        playUntil(310 * MS);

        assertEquals(List.of("up", "#1 5 5..5 x1 1", "#4 6 3..8 x3 14"), said());
    }

    @Test
    void shouldNotBringTogetherTradesOfTwoMinutes() throws InterruptedException {
        trades("100 5 1", "699 6 2", "701 7 4", "702 8 8", "5000 1 1");
        begin(0);
        playUntil(59_899 * MS);
        gate.say(CommandGate.PRESSURE);
        nowNs = 59_900 * MS;
        playFor(2);
        nowNs = 60_300 * MS;
        playFor(2);
        gate.say(CommandGate.TAKEN);
        playUntil(60_300 * MS);

        List<String> prices = said().stream().filter(line -> line.startsWith("#")).toList();
        assertEquals(List.of("#1 5 5..5 x1 1", "#2 6 6..6 x1 2", "#4 8 7..8 x2 12"), prices);
    }

    @Test
    void shouldWaitWithMoreThanItMayHaveInFlight() throws InterruptedException {
        trades("100 1 1", "100 2 1", "100 3 1", "100 4 1", "100 5 1", "100 6 1");
        begin(0);
        gate.answerAtOnce(false);
        playFor(8);
        assertEquals(CONFIG.maxInFlight(), gate.unanswered());

        gate.answerNext();
        gate.endBatch();
        line.listen(0);
        playFor(1);

        assertEquals("#6 6 5..6 x2 2", lastSaid());
    }

    @Test
    void shouldGoOnBehindTheLastTradePlayed() throws InterruptedException {
        trades("100 5 1", "101 6 1", "105 7 1", "200 1 1");
        begin(2);
        playUntil(0);

        assertEquals(List.of("up", "#3 7 7..7 x1 1"), said());
    }

    @Test
    void shouldEndTheSessionAndStartOverAtTheEnd() throws InterruptedException {
        trades("100 5 1", "101 6 1");
        begin(1);
        playFor(1);
        playFor(2);
        assertEquals(List.of("up", "#2 6 6..6 x1 1", "down SESSION_END", "up", "#1 5 5..5 x1 1"), said());

        playUntil(100 * MS);
        assertEquals("#2 6 6..6 x1 1", said().get(5));
    }

    @Test
    void shouldStartOverWhenTheRecordingHadJustEnded() throws InterruptedException {
        trades("100 5 1", "101 6 1");
        begin(2);
        playUntil(0);

        assertEquals(List.of("up", "down SESSION_END", "up", "#1 5 5..5 x1 1"), said());
    }

    @Test
    void shouldSayThatItIsAliveWhenThereIsNoTrade() throws InterruptedException {
        trades("100 5 1", "400 6 1");
        begin(0);
        playUntil(9_999 * MS);
        assertEquals(2, said().size());
        playUntil(25_000 * MS);

        assertEquals(List.of("up", "#1 5 5..5 x1 1", "up", "up"), said());
    }

    @Test
    void shouldDateATradeWithTheWallClock() throws InterruptedException {
        trades("100 5 1", "101 6 1");
        begin(0);
        playUntil(100 * MS);

        TestGate.Offered last = gate.taken().getLast();
        UpdatePriceDecoder price =
                new UpdatePriceDecoder().wrapAndApplyHeader(last.message(), 0, new MessageHeaderDecoder());
        assertEquals(NOON_NS + 100 * MS, price.tradeTimeNs());
        assertEquals(INSTRUMENT, price.instrumentId());
    }

    @Test
    void shouldPlayTradesOfOneSecondWhenTheyWere() throws InterruptedException {
        trades("100 5 1", "100.25 6 1", "100.75 7 1", "200 1 1");
        begin(0);
        playUntil(25 * MS - 1);
        assertEquals(List.of("up", "#1 5 5..5 x1 1"), said());
        playUntil(25 * MS);
        assertEquals("#2 6 6..6 x1 1", lastSaid());
        playUntil(75 * MS - 1);
        assertEquals("#2 6 6..6 x1 1", lastSaid());
        playUntil(75 * MS);

        assertEquals("#3 7 7..7 x1 1", lastSaid());
    }

    @Test
    void shouldSayWhoTookWhereTheRecordingDoesAndATradeIsPlayedAlone() throws InterruptedException {
        recording.add(100_000, 5, 1, Side.SELL);
        recording.add(101_000, 6, 2, Side.BUY);
        recording.add(102_000, 7, 3, null);
        recording.add(103_000, 8, 4, Side.BUY);
        recording.add(103_000, 9, 5, Side.BUY);
        begin(0);
        playUntil(250 * MS);
        gate.say(CommandGate.PRESSURE);
        playFor(1);
        nowNs += 100 * MS;
        playFor(1);
        gate.say(CommandGate.TAKEN);
        playFor(1);

        assertEquals(List.of("up", "#1 5 1 SELL", "#2 6 2 BUY", "#3 7..", "#5 9 8..9 x2 9"),
                said().stream().map(text -> text.startsWith("#3") ? "#3 7.." : text).toList());
    }

    @Test
    void shouldEndWhenTheVenueTakesNoCommands() throws InterruptedException {
        trades("100 5 1");
        begin(0);
        gate.say(CommandGate.CLOSED);

        assertThrows(VenueSilent.class, () -> player.step(nowNs));
    }

    private void begin(long lastTradeId) throws InterruptedException {
        track.beginBehind(lastTradeId);
        player.begin(nowNs);
    }

    private void trades(String... lines) {
        trades(recording, lines);
    }

    private static void trades(Recording recording, String... lines) {
        for (String line : lines) {
            String[] fields = line.split(" ");
            recording.add((long) (Double.parseDouble(fields[0]) * 1_000), Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]));
        }
    }

    /** Steps as the feed's thread does, but jumps instead of waiting, up to and including this time. */
    private void playUntil(long untilNs) throws InterruptedException {
        long waitNs = player.step(nowNs);
        while (nowNs + waitNs <= untilNs) {
            nowNs += waitNs;
            line.listen(0);
            waitNs = player.step(nowNs);
        }
        nowNs = untilNs;
    }

    private void playFor(int steps) throws InterruptedException {
        for (int i = 0; i < steps; i++) {
            player.step(nowNs);
        }
    }

    private String lastSaid() {
        return said().getLast();
    }

    private List<String> said() {
        return gate.taken().stream().map(ReplayPlayerTest::text).toList();
    }

    private static String text(TestGate.Offered offered) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        if (offered.templateId() == FeedStatusDecoder.TEMPLATE_ID) {
            FeedStatusDecoder status = new FeedStatusDecoder().wrapAndApplyHeader(offered.message(), 0, header);
            return switch (status.state()) {
                case UP -> "up";
                default -> "down " + status.reason();
            };
        }
        if (offered.templateId() == ReportTradeDecoder.TEMPLATE_ID) {
            ReportTradeDecoder trade = new ReportTradeDecoder().wrapAndApplyHeader(offered.message(), 0, header);
            return "#" + trade.tradeId() + " " + trade.priceE8() + " " + trade.quantityE8() + " " + trade.takerSide();
        }
        UpdatePriceDecoder price = new UpdatePriceDecoder().wrapAndApplyHeader(offered.message(), 0, header);
        return "#" + price.tradeId() + " " + price.lastE8() + " " + price.lowE8() + ".." + price.highE8() + " x"
                + price.tradeCount() + " " + price.volumeE8();
    }
}
