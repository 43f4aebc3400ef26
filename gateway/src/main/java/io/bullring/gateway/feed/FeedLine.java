package io.bullring.gateway.feed;

import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.port.CommandGate;
import io.bullring.gateway.command.OperatorCommands;
import io.bullring.gateway.reply.Answer;
import io.bullring.gateway.reply.CallerSource;
import io.bullring.gateway.reply.PatientCaller;
import io.bullring.gateway.reply.VenueSilent;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A feed's line to the venue: says how the feed is, brings prices, counts. For the feed's thread; counters for any. */
public final class FeedLine {
    private static final Logger LOG = LoggerFactory.getLogger(FeedLine.class);
    private static final long PATIENCE_NS = 10_000_000_000L;

    private final int feedId;
    private final int maxInFlight;
    private final PatientCaller caller;
    private final OperatorCommands commands = new OperatorCommands();
    private final CommandRejectedDecoder rejected = new CommandRejectedDecoder();
    private volatile FeedCounters counters = FeedCounters.NONE;

    public FeedLine(CallerSource callers, int feedId, int maxInFlight) {
        this.feedId = feedId;
        this.maxInFlight = maxInFlight;
        this.caller = new PatientCaller(callers, PATIENCE_NS);
    }

    public FeedCounters counters() {
        return counters;
    }

    /**
     * Says how the feed is, and waits until the venue has heard.
     *
     * @throws VenueSilent when it does not
     */
    public void say(FeedState state, FeedReason reason) throws InterruptedException {
        int length = commands.feedStatus(feedId, state, reason);
        caller.require("status of feed " + feedId, commands.buffer(), length);
    }

    /**
     * Says what the bounds of an instrument are that the venue knows, and waits until the venue has heard.
     *
     * @throws VenueSilent when it does not
     */
    public void define(InstrumentTerms terms) throws InterruptedException {
        int length = commands.defineInstrument(terms, 0);
        caller.require("DefineInstrument " + terms.symbol(), commands.buffer(), length);
    }

    /**
     * Brings a price, without waiting for anything.
     *
     * @return false when there is no room
     * @throws VenueSilent when the venue takes no commands any more
     */
    public boolean offer(int instrumentId, PriceTally tally, long tradeTimeNs) {
        if (caller.inFlight() >= maxInFlight) {
            return false;
        }
        int length = encode(instrumentId, tally, tradeTimeNs);
        int result = caller.offer(0, commands.buffer(), length, this::onAnswer);
        if (result == CommandGate.CLOSED || result == CommandGate.UNJOURNALLED) {
            throw new VenueSilent("the venue takes no commands");
        }
        if (result == CommandGate.TAKEN) {
            counters = counters.brought(tally.count());
        }
        return result == CommandGate.TAKEN;
    }

    private int encode(int instrumentId, PriceTally tally, long tradeTimeNs) {
        if (tally.takerSide() != null) {
            return commands.reportTrade(
                    instrumentId,
                    tally.takerSide(),
                    tally.lastE8(),
                    tally.volumeE8(),
                    tradeTimeNs,
                    tally.lastTradeId());
        }
        return commands.updatePrice(
                instrumentId,
                tally.count(),
                tally.lastE8(),
                tally.lowE8(),
                tally.highE8(),
                tally.volumeE8(),
                tradeTimeNs,
                tally.lastTradeId());
    }

    /** Takes answers that come within this time; ends early when woken. */
    public void listen(long timeoutNs) throws InterruptedException {
        caller.listen(timeoutNs);
    }

    /** Ends the listening that is going on, or the next one. For any thread. */
    public void wake() {
        caller.wake();
    }

    private void onAnswer(Answer answer) {
        if (answer.templateId() == CommandRejectedDecoder.TEMPLATE_ID) {
            rejected.wrapAndApplyHeader(answer.event(), 0, answer.header());
            if (counters.refused() == 0) {
                LOG.warn("feed {}: a price was refused, {}; further ones are only counted", feedId, rejected.reason());
            }
            counters = counters.oneRefused();
        }
    }
}
