package io.bullring.core.account;

/**
 * An agent: whose it is, which portfolio it trades with, what it may do. Engine thread only.
 */
public final class Agent {
    private final int id;
    private final int accountId;
    private final byte[] keyDigest;
    private final byte[] keyPreview;
    private final long startingBalanceE8;
    private int portfolioId;
    private AgentDetails details;
    private RiskProfile effective;
    private RiskProfile effectiveUnder;

    Agent(int id, int accountId, byte[] keyDigest, byte[] keyPreview, long startingBalanceE8, AgentDetails details) {
        this.id = id;
        this.accountId = accountId;
        this.keyDigest = keyDigest;
        this.keyPreview = keyPreview;
        this.startingBalanceE8 = startingBalanceE8;
        this.details = details;
    }

    public int id() {
        return id;
    }

    public int accountId() {
        return accountId;
    }

    /** SHA-256 of its key. */
    public byte[] keyDigest() {
        return keyDigest;
    }

    public byte[] keyPreview() {
        return keyPreview;
    }

    public long startingBalanceE8() {
        return startingBalanceE8;
    }

    /** The portfolio that it trades with at present. */
    public int portfolioId() {
        return portfolioId;
    }

    public void portfolioId(int current) {
        portfolioId = current;
    }

    public AgentDetails details() {
        return details;
    }

    public void details(AgentDetails changed) {
        details = changed;
        effectiveUnder = null;
    }

    /** Its own settings, completed by the venue's. Worked out once for each change of either. */
    @SuppressWarnings("ReferenceEquality") // the same object means: not changed since; equal content would only cost more to find
    public RiskProfile limits(RiskProfile defaults) {
        if (effectiveUnder != defaults) {
            RiskProfile own = details.riskProfile();
            effective = own.equals(RiskProfile.NONE) ? defaults : own.orElse(defaults);
            effectiveUnder = defaults;
        }
        return effective;
    }
}
