package io.bullring.gateway.feed.binance;

import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.feed.FeedInstrument;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps the bounds of orders as the exchange has them: asks until it is answered, and once a day from then on. What has changed is
 * told to the venue, as is that a symbol is not traded any more. For the feed's thread; times count from the feed's start.
 */
final class InstrumentKeeper {
    private final Runnable ask;
    private final Function<String, InstrumentTerms> known;
    private final Consumer<InstrumentTerms> define;
    private final long listingNs;
    private final Backoff backoff;
    private boolean isAsking;
    private long nextAskNs;

    /**
     * @param ask asks the exchange, which answers to {@link #onTold} or {@link #onNotTold}
     * @param known the terms that the venue has
     * @param define tells it others
     * @param isAnswered whether the exchange has told of its instruments at the start
     */
    InstrumentKeeper(
            Runnable ask,
            Function<String, InstrumentTerms> known,
            Consumer<InstrumentTerms> define,
            long listingNs,
            Backoff backoff,
            boolean isAnswered) {
        this.ask = ask;
        this.known = known;
        this.define = define;
        this.listingNs = listingNs;
        this.backoff = backoff;
        nextAskNs = isAnswered ? listingNs : 0;
    }

    void step(long nowNs) {
        if (!isAsking && nowNs >= nextAskNs) {
            isAsking = true;
            ask.run();
        }
    }

    void onTold(List<FeedInstrument> instruments, long nowNs) {
        isAsking = false;
        nextAskNs = nowNs + listingNs;
        backoff.reset();
        for (FeedInstrument instrument : instruments) {
            InstrumentTerms terms = instrument.terms();
            if (!instrument.assumed() && !terms.equals(known.apply(terms.symbol()))) {
                define.accept(terms);
            }
        }
    }

    /** It did not answer, or refused, and will not answer before so long. */
    void onNotTold(long nowNs, long notBeforeNs) {
        isAsking = false;
        nextAskNs = nowNs + Math.max(notBeforeNs, backoff.nextNs());
    }
}
