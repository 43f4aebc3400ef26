package io.bullring.core.account;

import io.bullring.core.market.BookFees;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;

/** An agent: whose it is, which portfolio it trades with, what it may do. Engine thread only. */
public final class Agent {
    /** No portfolio is parked. */
    public static final int NOTHING_PARKED = 0;

    private final int id;
    private final Account account;
    private final long createdNs;
    private long changedNs;
    private byte[] keyDigest;
    private byte[] keyPreview;
    private long startingBalanceE8;
    private int portfolio;
    private int parkedPortfolio;
    private boolean archived;
    private boolean killed;
    private BookFees fees;
    private AgentDetails details;
    private RiskProfile limits;
    private long limitsVersion;

    Agent(
            int id,
            Account account,
            byte[] keyDigest,
            byte[] keyPreview,
            long startingBalanceE8,
            AgentDetails details,
            long createdNs) {
        this.id = id;
        this.account = account;
        this.keyDigest = keyDigest;
        this.keyPreview = keyPreview;
        this.startingBalanceE8 = startingBalanceE8;
        this.details = details;
        this.createdNs = createdNs;
        changedNs = createdNs;
    }

    public int id() {
        return id;
    }

    /** Its owner. */
    public Account account() {
        return account;
    }

    /** Time of the command that created it, nanoseconds since 1970. */
    public long createdNs() {
        return createdNs;
    }

    /** Time of the last command that changed something of it that is not money, nanoseconds since 1970. */
    public long changedNs() {
        return changedNs;
    }

    public void changedNs(long nowNs) {
        changedNs = nowNs;
    }

    /** SHA-256 of its key. */
    public byte[] keyDigest() {
        return keyDigest;
    }

    /** The first characters of its key. */
    public byte[] keyPreview() {
        return keyPreview;
    }

    /** @param newDigest SHA-256 of the key that is its only one from now on */
    public void key(byte[] newDigest, byte[] newPreview) {
        keyDigest = newDigest;
        keyPreview = newPreview;
    }

    /** What a clone or a reset starts with. */
    public long startingBalanceE8() {
        return startingBalanceE8;
    }

    public void startingBalanceE8(long amountE8) {
        startingBalanceE8 = amountE8;
    }

    /** The place of the portfolio that it trades with at present. */
    public int portfolio() {
        return portfolio;
    }

    public void portfolio(int place) {
        portfolio = place;
    }

    /** The place of its own portfolio while it trades with another one, otherwise {@link #NOTHING_PARKED}. */
    public int parkedPortfolio() {
        return parkedPortfolio;
    }

    public void parkedPortfolio(int place) {
        parkedPortfolio = place;
    }

    public boolean isParked() {
        return parkedPortfolio != NOTHING_PARKED;
    }

    public boolean isArchived() {
        return archived;
    }

    public void archive() {
        archived = true;
    }

    /** Whether its own kill switch is engaged. */
    public boolean isKilled() {
        return killed;
    }

    public void killed(boolean isKilled) {
        killed = isKilled;
    }

    /** What it pays in books whatever their own fees are; null: it pays those. */
    public BookFees fees() {
        return fees;
    }

    public void fees(BookFees own) {
        fees = own;
    }

    public AgentDetails details() {
        return details;
    }

    void details(AgentDetails changed) {
        details = changed;
        limitsVersion = 0;
    }

    /**
     * Its own settings, or its account's if it has none; what they leave open is the venue's. Worked out once for each version
     * of the venue's and all accounts' settings.
     */
    public RiskProfile limits(RiskProfile defaults, long version) {
        if (limitsVersion != version) {
            limits = effective(defaults);
            limitsVersion = version;
        }
        return limits;
    }

    private RiskProfile effective(RiskProfile defaults) {
        RiskProfile own = details.riskProfile();
        RiskProfile first = own.equals(RiskProfile.NONE) ? account.riskProfile() : own;
        return first.equals(RiskProfile.NONE) ? defaults : first.orElse(defaults);
    }

    void writeTo(SnapshotSink sink) {
        sink.putLong(account.id());
        sink.putBytes(keyDigest);
        sink.putBytes(keyPreview);
        sink.putLong(startingBalanceE8);
        sink.putLong(portfolio);
        sink.putLong(parkedPortfolio);
        sink.putLong(archived ? 1 : 0);
        sink.putLong(killed ? 1 : 0);
        sink.putLong(createdNs);
        sink.putLong(changedNs);
        details.writeTo(sink);
    }

    /** Reads what follows the account in {@link #writeTo}. */
    static Agent readFrom(SnapshotSource source, int id, Account account) {
        byte[] keyDigest = source.getBytes();
        byte[] keyPreview = source.getBytes();
        long startingBalanceE8 = source.getLong();
        int portfolio = (int) source.getLong();
        int parkedPortfolio = (int) source.getLong();
        boolean archived = source.getLong() == 1;
        boolean killed = source.getLong() == 1;
        long createdNs = source.getLong();
        long changedNs = source.getLong();
        AgentDetails details = AgentDetails.readFrom(source);
        Agent agent = new Agent(id, account, keyDigest, keyPreview, startingBalanceE8, details, createdNs);
        agent.changedNs = changedNs;
        agent.portfolio = portfolio;
        agent.parkedPortfolio = parkedPortfolio;
        agent.archived = archived;
        agent.killed = killed;
        return agent;
    }
}
