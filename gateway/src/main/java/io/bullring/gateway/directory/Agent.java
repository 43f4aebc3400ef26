package io.bullring.gateway.directory;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.market.BookFees;
import java.util.List;

/**
 * An agent as it is now. Immutable; texts that were never given are null.
 *
 * @param agentId the engine's counter
 * @param accountId its owner
 * @param keyDigest of its only key, which is good for nothing once the agent is archived
 * @param keyPreview first 12 characters of the key
 * @param funds the portfolio that it trades with at present
 * @param parkedFunds its own portfolio while it trades with another one; otherwise null
 * @param texts what its owner wrote of it
 * @param riskProfile what the engine made of them
 * @param archived whether it is put away; its key is dead then
 * @param killed whether its own kill switch is engaged
 * @param fees what it pays in books; null: what each of them asks
 * @param createdNs nanoseconds since 1970, UTC
 * @param updatedNs time of the latest change, nanoseconds since 1970, UTC
 */
public record Agent(
        int agentId,
        int accountId,
        KeyDigest keyDigest,
        String keyPreview,
        Funds funds,
        Funds parkedFunds,
        AgentTexts texts,
        RiskProfile riskProfile,
        boolean archived,
        boolean killed,
        BookFees fees,
        long createdNs,
        long updatedNs) {

    /**
     * A portfolio and what it began with.
     *
     * @param startingBalanceE8 USDT
     */
    public record Funds(long portfolioId, long startingBalanceE8) {}

    public String name() {
        return texts.name();
    }

    public String description() {
        return texts.description();
    }

    public String llmModel() {
        return texts.llmModel();
    }

    public String framework() {
        return texts.framework();
    }

    /** In the order given, empty when there are none. */
    public List<String> strategyTags() {
        return texts.strategyTags();
    }

    public String avatarUrl() {
        return texts.avatarUrl();
    }

    public String color() {
        return texts.color();
    }

    /** The risk settings as their owner wrote them, JSON; null: none. */
    public String riskConfig() {
        return texts.riskConfig();
    }

    /** Bytes of what its owner has written of it, in UTF-8. Known, not counted. */
    public int textBytes() {
        return texts.length();
    }

    /** The portfolio that it trades with at present. */
    public long portfolioId() {
        return funds.portfolioId();
    }

    /** USDT that the portfolio began with that it trades with at present. */
    public long startingBalanceE8() {
        return funds.startingBalanceE8();
    }

    /**
     * What it may do: its own settings, or its account's if it has none; what they leave open is the venue's. The engine's rule
     * (RULES.md section 4).
     */
    public RiskProfile limits(Account account, RiskProfile venueDefaults) {
        RiskProfile first = riskProfile.equals(RiskProfile.NONE) ? account.riskProfile() : riskProfile;
        return first.orElse(venueDefaults);
    }

    /** With another key. */
    Agent with(KeyDigest newDigest, String newPreview, long nowNs) {
        return change(newDigest, newPreview, funds, parkedFunds, archived, killed, fees, nowNs);
    }

    /** With other portfolios. */
    Agent with(Funds newFunds, Funds newParkedFunds, long nowNs) {
        return change(keyDigest, keyPreview, newFunds, newParkedFunds, archived, killed, fees, nowNs);
    }

    /** Put away. */
    Agent archivedAt(long nowNs) {
        return change(keyDigest, keyPreview, funds, parkedFunds, true, killed, fees, nowNs);
    }

    /** With its kill switch in this position. */
    Agent with(boolean isKilled, long nowNs) {
        return change(keyDigest, keyPreview, funds, parkedFunds, archived, isKilled, fees, nowNs);
    }

    /** With other fees in books. */
    Agent with(BookFees newFees, long nowNs) {
        return change(keyDigest, keyPreview, funds, parkedFunds, archived, killed, newFees, nowNs);
    }

    private Agent change(
            KeyDigest newDigest,
            String newPreview,
            Funds newFunds,
            Funds newParkedFunds,
            boolean isArchived,
            boolean isKilled,
            BookFees newFees,
            long nowNs) {
        return new Agent(
                agentId,
                accountId,
                newDigest,
                newPreview,
                newFunds,
                newParkedFunds,
                texts,
                riskProfile,
                isArchived,
                isKilled,
                newFees,
                createdNs,
                nowNs);
    }
}
