package io.bullring.gateway.push;

/** Takes what happened, on the event loop that registered it. */
public interface PushHandler {
    void onTick(Tick tick);

    void onOrderChange(OrderChange change);

    void onPortfolioChange(PortfolioChange change);

    /** There was no room for some changes of orders or portfolios: whoever listens to them has a gap. Comes before what followed. */
    void onOrdersLost();

    /** There was no room for some ticks: {@link PushDesk#lastTick} has what they came to. */
    void onTicksLost();

    /** Nothing more for the moment. */
    void onBatchEnd();
}
