package io.bullring.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.workload.CommandFactory;
import io.bullring.journal.audit.CommandReader;
import io.bullring.journal.audit.MessageSchema;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldLineTest {
    private static final long TIME_NS = 1_767_225_600_000_000_001L;
    private static final String PREFIX = "17 2026-01-01T00:00:00.000000001Z source=2 correlation=77 ";

    private final CommandFactory command = new CommandFactory().from(2, 77);
    private final CommandReader reader = new CommandReader(MessageSchema.load());

    @Test
    void shouldPrintOrder() {
        command.placeOrder(5, 3, Side.BUY, OrderType.LIMIT, 1_000_000, 49_000_50000000L, ascii("abc-1"), 5);

        assertEquals(
                PREFIX + "agent=5 PlaceOrder quantity=0.01 price=49000.5 instrumentId=3 side=BUY type=LIMIT"
                        + " clientOrderId=\"abc-1\"",
                line());
    }

    @Test
    void shouldLeaveOutPriceOfMarketOrder() {
        command.marketOrder(5, 3, Side.SELL, 2_00000000L);

        assertEquals(PREFIX + "agent=5 PlaceOrder quantity=2 instrumentId=3 side=SELL type=MARKET", line());
    }

    @Test
    void shouldPrintCancelPriceFeedAndTime() {
        command.cancelOrder(5, 12);
        assertEquals(PREFIX + "agent=5 CancelOrder orderId=12", line());

        command.updatePrice(3, 50_000_00000000L, 49_990_00000000L, 50_010_00000000L, 1, 4, TIME_NS, 99);
        assertEquals(
                PREFIX + "agent=0 UpdatePrice instrumentId=3 tradeCount=4 last=50000 low=49990 high=50010 volume=0.00000001"
                        + " tradeTime=2026-01-01T00:00:00.000000001Z tradeId=99",
                line());

        command.reportTrade(3, Side.SELL, 50_000_00000000L, 1, TIME_NS, 99);
        assertEquals(
                PREFIX + "agent=0 ReportTrade instrumentId=3 takerSide=SELL price=50000 quantity=0.00000001"
                        + " tradeTime=2026-01-01T00:00:00.000000001Z tradeId=99",
                line());

        command.feedStatus(1, FeedState.DOWN, FeedReason.SESSION_END);
        assertEquals(PREFIX + "agent=0 FeedStatus feedId=1 state=DOWN reason=SESSION_END", line());

        command.advanceTime();
        assertEquals(PREFIX + "agent=0 AdvanceTime", line());
    }

    @Test
    void shouldPrintVenueAndInstrument() {
        RiskProfile defaults = new RiskProfile(25_00000000L, 50_00000000L, 20_00000000L, 5_00000000L, 50, 60);
        command.configureVenue(new VenueRules(
                0xABCDEF012345L, 1, 1_000, 20_000, 3_000, 40, 256, 100_000, 10_000_000, 5_000_000_000L, 7, defaults));
        assertEquals(
                PREFIX + "agent=0 ConfigureVenue venueId=abcdef012345 ruleVersion=1 maxOpenOrdersPerAgent=1000"
                        + " maxOpenOrders=20000 maxAgents=3000 maxInstruments=40 maxWorkPerCommand=256 feeRate=0.001"
                        + " slippageFactor=0.1 priceMaxAgeNs=5000000000 orderLifeNs=7 risk.maxOrderSizePct=25"
                        + " risk.maxPositionSizePct=50 risk.dailyLossLimitPct=20 risk.minOrderSize=5"
                        + " risk.maxOpenOrders=50 risk.orderRateLimit=60",
                line());

        command.defineInstrument(new InstrumentTerms("BTCUSDT", 1, true, 1, 0, 1, 0), 500_00000000L);
        assertEquals(
                PREFIX + "agent=0 DefineInstrument symbol=\"BTCUSDT\" feedId=1 active=1 minQuantity=0.00000001"
                        + " maxQuantity=0"
                        + " stepSize=0.00000001 minNotional=0 volume24h=500",
                line());
    }

    @Test
    void shouldNeverPrintSecretHashOrWholeDigest() {
        byte[] digest = new byte[32];
        Arrays.fill(digest, (byte) 0xAB);
        byte[] secretHash = ascii("$argon2id$v=19$m=65536$c2FsdHNhbHQ$aGFzaGhhc2g");
        command.openAccount(10_000_00000000L, digest, digest, ascii("alice"), ascii("bot"), secretHash);

        assertThat(line())
                .contains("keyDigest=abababab... agentKeyDigest=abababab... ")
                .endsWith("displayName=\"alice\" agentName=\"bot\" secretHash=(" + secretHash.length + " bytes)")
                .doesNotContain("argon2id")
                .doesNotContain(HexFormat.of().formatHex(digest, 0, 5));
    }

    @Test
    void shouldPrintAgentWithWhatIsSet() {
        AgentDetails details = new AgentDetails(
                ascii("bot"), ascii("two\nlines"), ascii(""), ascii(""), ascii(""), ascii(""), ascii("#fff"),
                ascii("{}"),
                RiskProfile.NONE);
        command.createAgent(4, 1_00000000L, details);
        assertThat(line())
                .startsWith(PREFIX + "agent=0 CreateAgent accountId=4 startingBalance=1 keyDigest=")
                .endsWith(" name=\"bot\" description=\"two\\u{a}lines\" color=\"#fff\" riskConfig=\"{}\"");

        command.updateAgent(9, 4, 0b11, details);
        assertThat(line())
                .startsWith(PREFIX + "agent=9 UpdateAgent accountId=4 fields={name,description} name=\"bot\"");
    }

    @Test
    void shouldEscapeWhatCouldDeceiveReader() {
        command.createAgent(4, 1, AgentDetails.named("a\" agent=1 \u001b[2J\u202e\\".getBytes(StandardCharsets.UTF_8)));

        assertThat(line()).contains("name=\"a\\\" agent=1 \\u{1b}[2J\\u{202e}\\\\\"");
    }

    @Test
    void shouldSayThatCommandCannotBeDecoded() {
        command.openAccount("somebody", 1);
        String cut = line(command.length() - 25);

        assertThat(cut).startsWith(PREFIX).contains("OpenAccount").contains("cannot be decoded");
    }

    private String line() {
        return line(command.length());
    }

    private String line(int length) {
        return FieldLine.of(reader.command(17, TIME_NS, command.buffer(), 0, length, List.of()));
    }

    private static byte[] ascii(String value) {
        return value.getBytes(StandardCharsets.US_ASCII);
    }
}
