package io.bullring.core.account;

import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;

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

    /** Room for a text; there is one array for all empty ones, of which a million agents have many. */
    public static byte[] text(int length) {
        return length == 0 ? NONE : new byte[length];
    }

    /** Details with a name and nothing else. */
    public static AgentDetails named(byte[] name) {
        return new AgentDetails(name, NONE, NONE, NONE, NONE, NONE, NONE, NONE, RiskProfile.NONE);
    }

    /** Bytes of all texts together. */
    public int textBytes() {
        return name.length
                + description.length
                + llmModel.length
                + framework.length
                + strategyTags.length
                + avatarUrl.length
                + color.length
                + riskConfig.length;
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

    static AgentDetails readFrom(SnapshotSource source) {
        return new AgentDetails(
                source.getBytes(),
                source.getBytes(),
                source.getBytes(),
                source.getBytes(),
                source.getBytes(),
                source.getBytes(),
                source.getBytes(),
                source.getBytes(),
                RiskProfile.readFrom(source));
    }

    /** What a clone takes over: everything but the name, the avatar and the colour. */
    public AgentDetails cloned(byte[] newName) {
        return new AgentDetails(
                newName, description, llmModel, framework, strategyTags, NONE, NONE, riskConfig, riskProfile);
    }
}
