package io.bullring.gateway.http.answer;

import static io.bullring.gateway.http.answer.ScriptedEngine.BTC;
import static io.bullring.gateway.http.answer.ScriptedEngine.ETH;
import static io.bullring.gateway.http.answer.ScriptedEngine.IDS;
import static io.bullring.gateway.http.answer.ScriptedEngine.TIME;
import static io.bullring.gateway.http.answer.ScriptedEngine.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bullring.core.engine.EventEncoder;
import io.bullring.core.event.EventSink;
import io.bullring.core.event.ReleasedHolds;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.EventHeaderDecoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class EventRendererTest {
    private static final int AGENT = 3;
    private static final int PORTFOLIO = 4;
    private static final long FIRST_NS = 1_772_100_000_000_000_000L;
    private static final String FIRST_TIME = "2026-02-26T10:00:00.000000Z";
    private static final DirectBuffer NO_CLIENT_ORDER_ID = new UnsafeBuffer(0, 0);

    private final ScriptedEngine engine = new ScriptedEngine();
    private final EventRenderer renderer = new EventRenderer(IDS, engine.market);
    private final Placement placement =
            new Placement(1, engine.market.listing("BTCUSDT"), Side.BUY, 3_000_000, false);

    @Test
    void shouldTellOfPurchase() {
        HttpAnswer answer = placed(sink -> filled(sink, Side.BUY, Long.MIN_VALUE));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(json(answer)).isEqualTo(json("{'order_id':'" + IDS.order(11)
                + "','status':'filled','symbol':'BTCUSDT',"
                + "'side':'buy','type':'market','requested_quantity':'0.03000000','quantity':'0.03000000',"
                + "'executed_quantity':'0.03000000','executed_price':'64006.40000000','slippage_pct':'0.010000',"
                + "'fee':'1.92019200','total_cost':'1922.11219200','filled_at':'" + TIME + "','price':null,"
                + "'locked_amount':null,'created_at':'" + TIME + "','agent_id':'" + IDS.agent(AGENT)
                + "','client_order_id':null}"));
    }

    @Test
    void shouldTakeTheFeeFromWhatASaleBrings() {
        HttpAnswer answer = placed(sink -> filled(sink, Side.SELL, 12));
        assertThat(json(answer).path("side").asText()).isEqualTo("sell");
        assertThat(json(answer).path("total_cost").asText()).isEqualTo("1918.27180800");
    }

    @Test
    void shouldTellOfOrderThatRests() {
        HttpAnswer answer = placed(sink -> sink.orderAccepted(
                12, AGENT, PORTFOLIO, ETH, Side.SELL, OrderType.TAKE_PROFIT, 50_000_000, 310_000_000_000L, 50_000_000,
                NO_CLIENT_ORDER_ID));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(json(answer)).isEqualTo(json("{'order_id':'" + IDS.order(12)
                + "','status':'pending','symbol':'ETHUSDT',"
                + "'side':'sell','type':'take_profit','requested_quantity':'0.50000000','quantity':'0.50000000',"
                + "'executed_quantity':null,'executed_price':null,'slippage_pct':null,'fee':null,'total_cost':null,"
                + "'filled_at':null,'price':'3100.00000000','locked_amount':'0.50000000','created_at':'" + TIME
                + "','agent_id':'" + IDS.agent(AGENT) + "','client_order_id':null}"));
    }

    @Test
    void shouldTellTheFirstAnswerAgainWithItsTime() {
        HttpAnswer answer = placed(repeated(sink -> filled(sink, Side.BUY, Long.MIN_VALUE)));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(json(answer).path("order_id").asText()).isEqualTo(IDS.order(11).toString());
        assertThat(json(answer).path("filled_at").asText()).isEqualTo(FIRST_TIME);
        assertThat(json(answer).path("created_at").asText()).isEqualTo(FIRST_TIME);
    }

    @Test
    void shouldTellTheFirstRefusalAgainAboutItsOwnPair() {
        HttpAnswer answer = placed(repeated(sink -> sink.commandRejected(
                AGENT, PORTFOLIO, ETH, RejectReason.PRICE_UNAVAILABLE, Long.MIN_VALUE, 0, 0, 0, 0, 0)));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(json(answer).path("error").path("details").path("symbol").asText()).isEqualTo("ETHUSDT");
    }

    @Test
    void shouldTellOfCancellation() {
        HttpAnswer answer = engine.answer(
                sink -> sink.orderCancelled(
                        12, AGENT, PORTFOLIO, ETH, Side.BUY, CancelReason.REQUESTED, 66_066_000_000L),
                renderer::cancelled);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(json(answer)).isEqualTo(json("{'order_id':'" + IDS.order(12) + "','status':'cancelled',"
                + "'unlocked_amount':'660.66000000','cancelled_at':'" + TIME + "','unlocked_asset':'USDT'}"));
    }

    @Test
    void shouldUnlockTheBaseAssetOfASale() {
        HttpAnswer answer = engine.answer(
                sink -> sink.orderCancelled(12, AGENT, PORTFOLIO, ETH, Side.SELL, CancelReason.REQUESTED, 1),
                renderer::cancelled);
        assertThat(json(answer).path("unlocked_asset").asText()).isEqualTo("ETH");
    }

    @Test
    void shouldTellWhatACancellationOfAllReleases() {
        ReleasedHolds released = new ReleasedHolds();
        for (int i = 0; i < 3; i++) {
            released.addOrder();
        }
        released.addCash(Long.MAX_VALUE);
        released.addAsset(ETH, 50_000_000);
        released.addAsset(BTC, Long.MAX_VALUE);

        HttpAnswer answer = engine.answer(
                sink -> sink.ordersCancelled(AGENT, PORTFOLIO, 0, released), renderer::cancelledAll);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(json(answer)).isEqualTo(json("{'cancelled_count':3,'unlocked':{'USDT':'92233720368.54775807',"
                + "'ETH':'0.50000000','BTC':'92233720368.54775807'},'total_unlocked':'184467440737.59551614'}"));
    }

    @Test
    void shouldTellThatNoOrderWasThereToBeCancelled() {
        HttpAnswer answer = engine.answer(
                sink -> sink.ordersCancelled(AGENT, PORTFOLIO, BTC, new ReleasedHolds()), renderer::cancelledAll);
        assertThat(json(answer)).isEqualTo(json("{'cancelled_count':0,'unlocked':{},'total_unlocked':'0'}"));
    }

    @Test
    void shouldPassOnThatACancellationOfAllIsRefused() {
        HttpAnswer answer = engine.answer(
                sink -> sink.commandRejected(0, 0, 0, RejectReason.UNKNOWN_AGENT, 0, 0, 0, 0, 0, 0),
                renderer::cancelledAll);
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void shouldRecogniseOrderThatIsNotOpen() {
        assertThat(isOrderNotOpen(RejectReason.ORDER_NOT_OPEN)).isTrue();
        assertThat(isOrderNotOpen(RejectReason.NOT_CONFIGURED)).isFalse();
    }

    @Test
    void shouldFailLoudlyOnAnAnswerThatIsNone() {
        assertThatThrownBy(() -> placed(sink -> sink.tradingResumed(AGENT, PORTFOLIO)))
                .isInstanceOf(IllegalStateException.class);
    }

    private boolean isOrderNotOpen(RejectReason reason) {
        return engine.answer(
                sink -> sink.commandRejected(AGENT, PORTFOLIO, 0, reason, 0, 0, 0, 0, 0, 0), renderer::isOrderNotOpen);
    }

    private HttpAnswer placed(Consumer<EventSink> says) {
        return engine.answer(says, answer -> renderer.placed(answer, placement));
    }

    private static void filled(EventSink sink, Side side, long realizedPnlE8) {
        sink.orderFilled(
                11,
                21,
                AGENT,
                PORTFOLIO,
                BTC,
                side,
                OrderType.MARKET,
                3_000_000,
                6_400_640_000_000L,
                6_400_000_000_000L,
                1_000_000,
                192_019_200_000L,
                192_019_200,
                0,
                realizedPnlE8,
                NO_CLIENT_ORDER_ID);
    }

    private static Consumer<EventSink> repeated(Consumer<EventSink> first) {
        EventEncoder encoder = new EventEncoder();
        encoder.reset();
        first.accept(encoder);
        int header = EventHeaderDecoder.ENCODED_LENGTH;
        int length = new EventHeaderDecoder().wrap(encoder.buffer(), 0).lengthBytes();
        DirectBuffer answer = new UnsafeBuffer(encoder.buffer(), header, length);
        return sink -> sink.answerRepeated(AGENT, PORTFOLIO, FIRST_NS, answer);
    }
}
