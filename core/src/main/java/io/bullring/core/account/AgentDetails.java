package io.bullring.core.account;

import io.bullring.core.port.SnapshotSink;

/**
 * What is known of an agent besides its money: texts in UTF-8, empty where there is none, and its risk profile.
 * Immutable; the arrays are never written after construction. Cold: nothing of it is read on the path of an order but
 * the profile.
 */
public record AgentDetails(
        byte[] name,
        byte[] description,
        byte[] llmModel,
        byte[] framework,
        byte[] strategyTags,
        byte[] avatarUrl,
        byte[] color,
        byte[] riskConfig,
        RiskProfile riskProfile) {

    private static final byte[] NONE = {};

    /** Details with a name and nothing else. */
    public static AgentDetails named(byte[] name) {
        return new AgentDetails(name, NONE, NONE, NONE, NONE, NONE, NONE, NONE, RiskProfile.NONE);
    }

    void writeTo(SnapshotSink sink) {
        sink.putBytes(name);
        sink.putBytes(description);
        sink.putBytes(llmModel);
        sink.putBytes(framework);
        sink.putBytes(strategyTags);
        sink.putBytes(avatarUrl);
        sink.putBytes(color);
        sink.putBytes(riskConfig);
        riskProfile.writeTo(sink);
    }
}
