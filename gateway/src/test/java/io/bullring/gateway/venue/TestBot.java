package io.bullring.gateway.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.workload.CommandFactory;
import io.bullring.gateway.reply.Answer;
import io.bullring.gateway.reply.PatientCaller;
import io.bullring.protocol.AccountOpenedDecoder;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;

/** A client of a venue that needs no HTTP: each call returns when it has been answered. For one thread. */
public final class TestBot {
    private static final long PATIENCE_NS = 10_000_000_000L;

    private final Venue venue;
    private final PatientCaller caller;
    private final CommandFactory commands = new CommandFactory();
    private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
    private int agentId;

    public TestBot(Venue venue) {
        this.venue = venue;
        this.caller = new PatientCaller(venue::caller, PATIENCE_NS);
    }

    /** Opens an account and acts for its default agent from now on. Returns the agent's id. */
    public int openAccount(String name, String startingBalance) {
        commands.openAccount(name, e8(startingBalance));
        agentId = call(0, AccountOpenedDecoder.TEMPLATE_ID, answer -> new AccountOpenedDecoder()
                .wrapAndApplyHeader(answer.event(), 0, answer.header())
                .defaultAgentId());
        return agentId;
    }

    /** Acts for this agent from now on. */
    public TestBot as(int ofAgentId) {
        agentId = ofAgentId;
        return this;
    }

    /** Returns the order's id. */
    public long buyMarket(String quantity) {
        commands.marketOrder(agentId, instrumentId(), Side.BUY, e8(quantity));
        return call(agentId, OrderFilledDecoder.TEMPLATE_ID, answer -> new OrderFilledDecoder()
                .wrapAndApplyHeader(answer.event(), 0, answer.header())
                .orderId());
    }

    /** Returns the order's id. */
    public long buyLimit(String quantity, String price) {
        commands.limitOrder(agentId, instrumentId(), Side.BUY, e8(quantity), e8(price));
        return call(agentId, OrderAcceptedDecoder.TEMPLATE_ID, answer -> new OrderAcceptedDecoder()
                .wrapAndApplyHeader(answer.event(), 0, answer.header())
                .orderId());
    }

    public void cancel(long orderId) {
        commands.cancelOrder(agentId, orderId);
        call(agentId, OrderCancelledDecoder.TEMPLATE_ID, answer -> orderId);
    }

    /** Why a market order of this quantity is refused. */
    public String refusalOfBuyMarket(String quantity) {
        commands.marketOrder(agentId, instrumentId(), Side.BUY, e8(quantity));
        return call(agentId, CommandRejectedDecoder.TEMPLATE_ID, answer -> new CommandRejectedDecoder()
                .wrapAndApplyHeader(answer.event(), 0, answer.header())
                .reason()
                .name());
    }

    private int instrumentId() {
        return venue.market().listing(ManualFeed.SYMBOL).instrumentId();
    }

    private <T> T call(int ofAgentId, int expectedTemplate, Function<Answer, T> reader) {
        Object[] result = new Object[1];
        message.wrap(commands.buffer(), commands.messageOffset(), commands.messageLength());
        try {
            caller.call(ofAgentId, message, commands.messageLength(), answer -> {
                assertEquals(expectedTemplate, answer.templateId());
                result[0] = reader.apply(answer);
            });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        @SuppressWarnings("unchecked") T value = (T) result[0];
        return value;
    }

    private static long e8(String number) {
        return new BigDecimal(number).movePointRight(8).longValueExact();
    }
}
