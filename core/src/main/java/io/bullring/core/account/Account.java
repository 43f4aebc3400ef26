package io.bullring.core.account;

import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import io.bullring.protocol.AccountStatus;
import java.util.Arrays;

/** Who owns agents and logs in: what its agents inherit, and what stops all of them. The arrays of bytes are never written. Engine thread only. */
public final class Account {
    private final int id;
    private final int defaultAgentId;
    private final byte[] keyDigest;
    private final byte[] keyPreview;
    private final byte[] secretHash;
    private final long createdNs;
    private byte[] displayName;
    private byte[] riskConfig = {};
    private RiskProfile riskProfile = RiskProfile.NONE;
    private boolean suspended;
    private boolean killed;
    private int[] agentIds = new int[1];
    private int agentCount;

    Account(
            int id,
            int defaultAgentId,
            byte[] keyDigest,
            byte[] keyPreview,
            byte[] displayName,
            byte[] secretHash,
            long createdNs) {
        this.id = id;
        this.defaultAgentId = defaultAgentId;
        this.keyDigest = keyDigest;
        this.keyPreview = keyPreview;
        this.displayName = displayName;
        this.secretHash = secretHash;
        this.createdNs = createdNs;
    }

    public int id() {
        return id;
    }

    /** The agent that was created with the account; it may be gone. */
    public int defaultAgentId() {
        return defaultAgentId;
    }

    /** SHA-256 of its own key. */
    public byte[] keyDigest() {
        return keyDigest;
    }

    /** The first characters of its own key. */
    public byte[] keyPreview() {
        return keyPreview;
    }

    /** Slow hash of its secret. */
    public byte[] secretHash() {
        return secretHash;
    }

    /** Time of the command that opened it, nanoseconds since 1970. */
    public long createdNs() {
        return createdNs;
    }

    public byte[] displayName() {
        return displayName;
    }

    /** The risk settings of agents that have none of their own. */
    public RiskProfile riskProfile() {
        return riskProfile;
    }

    /** The risk settings as their owner wrote them. */
    public byte[] riskConfig() {
        return riskConfig;
    }

    void update(byte[] newDisplayName, RiskProfile newRiskProfile, byte[] newRiskConfig) {
        displayName = newDisplayName;
        riskProfile = newRiskProfile;
        riskConfig = newRiskConfig;
    }

    public AccountStatus status() {
        return suspended ? AccountStatus.SUSPENDED : AccountStatus.ACTIVE;
    }

    public boolean isSuspended() {
        return suspended;
    }

    public void suspended(boolean isSuspended) {
        suspended = isSuspended;
    }

    /** Whether its kill switch is engaged. */
    public boolean isKilled() {
        return killed;
    }

    public void killed(boolean isKilled) {
        killed = isKilled;
    }

    void addAgent(int agentId) {
        if (agentCount == agentIds.length) {
            agentIds = Arrays.copyOf(agentIds, agentCount * 2);
        }
        agentIds[agentCount++] = agentId;
    }

    void removeAgent(int agentId) {
        int place = Arrays.binarySearch(agentIds, 0, agentCount, agentId);
        System.arraycopy(agentIds, place + 1, agentIds, place, agentCount - place - 1);
        agentCount--;
    }

    /** Its agents that have not been deleted. */
    public int agentCount() {
        return agentCount;
    }

    /** Bytes of its texts together, its secret's hash included. */
    public int textBytes() {
        return displayName.length + secretHash.length + riskConfig.length;
    }

    /** Its first agent with a higher id, or 0. */
    public int agentAfter(int agentId) {
        int place = Arrays.binarySearch(agentIds, 0, agentCount, agentId + 1);
        int next = place >= 0 ? place : -place - 1;
        return next < agentCount ? agentIds[next] : 0;
    }

    void writeTo(SnapshotSink sink) {
        sink.putLong(defaultAgentId);
        sink.putBytes(keyDigest);
        sink.putBytes(keyPreview);
        sink.putBytes(displayName);
        sink.putBytes(secretHash);
        sink.putLong(createdNs);
        sink.putBytes(riskConfig);
        riskProfile.writeTo(sink);
        sink.putLong(suspended ? 1 : 0);
        sink.putLong(killed ? 1 : 0);
    }

    static Account readFrom(SnapshotSource source, int id) {
        int defaultAgentId = (int) source.getLong();
        byte[] keyDigest = source.getBytes();
        byte[] keyPreview = source.getBytes();
        byte[] displayName = source.getBytes();
        byte[] secretHash = source.getBytes();
        Account account =
                new Account(id, defaultAgentId, keyDigest, keyPreview, displayName, secretHash, source.getLong());
        byte[] riskConfig = source.getBytes();
        account.update(displayName, RiskProfile.readFrom(source), riskConfig);
        account.suspended = source.getLong() == 1;
        account.killed = source.getLong() == 1;
        return account;
    }
}
