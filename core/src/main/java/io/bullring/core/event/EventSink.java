package io.bullring.core.event;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.InstrumentStatus;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import org.agrona.DirectBuffer;

/**
 * How the engine speaks: one method an event, in the order in which they happen. Called on the engine thread only;
 * nothing handed over may be kept past the call. Units and meanings are those of {@code trading-protocol.xml}.
 */
public interface EventSink {
    /** What follows is the command's own doing; what came before was work that had been due. */
    void answerStarts();

    void commandRejected(
            int agentId,
            long portfolioId,
            int instrumentId,
            RejectReason reason,
            long actual,
            long allowed,
            long limitPctE8,
            long currentE8,
            long requested,
            long equityE8);

    void venueConfigured(VenueRules rules);

    void instrumentDefined(int instrumentId, InstrumentTerms terms);

    void instrumentStatusChanged(int instrumentId, InstrumentStatus status);

    /** @param lastE8 the price of its last trade, before the first the opening price */
    void bookDefined(int instrumentId, InstrumentTerms terms, BookFees fees, long lastE8);

    /** @param fees null: the agent pays each book's own again */
    void agentFeesChanged(int agentId, int accountId, BookFees fees);

    /** The digest has 32 bytes, the preview 12. */
    void accountOpened(
            int accountId, int defaultAgentId, byte[] keyDigest, byte[] keyPreview, byte[] displayName,
            byte[] secretHash);

    void agentCreated(
            int agentId,
            int accountId,
            long portfolioId,
            long startingBalanceE8,
            byte[] keyDigest,
            byte[] keyPreview,
            AgentDetails details);

    void accountUpdated(int accountId, RiskProfile riskProfile, byte[] displayName, byte[] riskConfig);

    void accountStatusChanged(int accountId, AccountStatus status);

    void agentUpdated(int agentId, int accountId, AgentDetails details);

    void agentReset(
            int agentId,
            int accountId,
            long portfolioId,
            long closedPortfolioId,
            long startingBalanceE8,
            long endingEquityE8);

    void agentArchived(int agentId, int accountId);

    void agentDeleted(int agentId, int accountId);

    /** The digest has 32 bytes, the preview 12. */
    void keyRotated(int agentId, int accountId, byte[] keyDigest, byte[] keyPreview);

    void alreadyDone(int agentId, int accountId, long firstTimeNs);

    void portfolioParked(
            int agentId, int accountId, long portfolioId, long parkedPortfolioId, long startingBalanceE8);

    void portfolioReturned(
            int agentId, int accountId, long portfolioId, long closedPortfolioId, long endingEquityE8);

    /** @param agentId 0 unless the scope is an agent, accountId 0 for the venue */
    void killSwitchChanged(int agentId, int accountId, KillScope scope, boolean engaged);

    void orderAccepted(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            OrderType type,
            long quantityE8,
            long priceE8,
            long heldE8,
            DirectBuffer clientOrderId);

    void orderFilled(
            long orderId,
            long fillId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            OrderType type,
            long quantityE8,
            long priceE8,
            long referencePriceE8,
            long slippagePctE8,
            long notionalE8,
            long feeE8,
            long releasedE8,
            long realizedPnlE8,
            DirectBuffer clientOrderId);

    /** @param priceE8 null of the schema for a market order */
    void bookOrderAccepted(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            OrderType type,
            long quantityE8,
            long priceE8,
            long heldE8,
            TimeInForce timeInForce,
            boolean postOnly,
            SelfTradePrevention selfTradePrevention,
            DirectBuffer clientOrderId);

    void orderTraded(
            long orderId,
            long fillId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            Liquidity liquidity,
            long quantityE8,
            long priceE8,
            long notionalE8,
            long feeE8,
            long releasedE8,
            long leftE8,
            long realizedPnlE8);

    void orderReduced(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            long leftE8,
            long releasedE8);

    void orderReplaced(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            long leftE8,
            long priceE8,
            long releasedE8,
            long heldE8);

    void baseGranted(int agentId, long portfolioId, int instrumentId, long quantityE8, long costE8);

    void orderCancelled(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            CancelReason reason,
            long releasedE8);

    /**
     * Open orders are about to be cancelled together; an {@link #orderCancelled} follows for each.
     *
     * @param instrumentId those of this instrument only, 0: all
     */
    void ordersCancelled(int agentId, long portfolioId, int instrumentId, ReleasedHolds released);

    void orderRejected(
            long orderId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            RejectReason reason,
            long releasedE8);

    void orderExpired(long orderId, int agentId, long portfolioId, int instrumentId, Side side, long releasedE8);

    /** Who took in the trade of a feed that {@code priceUpdated} tells next. */
    void tradeReported(int instrumentId, Side takerSide, long tradeId);

    void priceUpdated(
            int instrumentId,
            int tradeCount,
            long lastE8,
            long lowE8,
            long highE8,
            long volumeE8,
            long tradeTimeNs,
            long tradeId);

    void feedChanged(int feedId, FeedState state, FeedReason reason);

    void tradingHalted(int agentId, long portfolioId, long dailyPnlE8, long lossLimitE8);

    void tradingResumed(int agentId, long portfolioId);

    /** The bytes of the first answer: messageHeader and event. */
    void answerRepeated(int agentId, long portfolioId, long firstTimeNs, DirectBuffer answer);

    /** Said by the host in the place of a command that it passes over, and as the answer of the SkipCommand that says so. */
    void commandSkipped(long skippedSequence, long skipSequence);
}
