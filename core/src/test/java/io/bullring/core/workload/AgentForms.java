package io.bullring.core.workload;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.protocol.CloneAgentEncoder;
import io.bullring.protocol.CreateAgentEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.OpenAccountEncoder;
import io.bullring.protocol.RiskProfileEncoder;
import io.bullring.protocol.RotateKeyEncoder;
import io.bullring.protocol.UpdateAccountEncoder;
import io.bullring.protocol.UpdateAgentEncoder;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/**
 * The messages about accounts and agents, which are mostly texts. Writes messageHeader and message at one place of a buffer
 * and returns where it ends. Keys are made up: their digests are digests of nothing, but as good as any others.
 */
final class AgentForms {
    private static final int DIGEST_LENGTH = 32;
    private static final int PREVIEW_LENGTH = 12;

    private final MutableDirectBuffer buffer;
    private final int offset;
    private long keys;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OpenAccountEncoder openAccount = new OpenAccountEncoder();
    private final CreateAgentEncoder createAgent = new CreateAgentEncoder();
    private final UpdateAgentEncoder updateAgent = new UpdateAgentEncoder();
    private final CloneAgentEncoder cloneAgent = new CloneAgentEncoder();
    private final RotateKeyEncoder rotateKey = new RotateKeyEncoder();
    private final UpdateAccountEncoder updateAccount = new UpdateAccountEncoder();

    AgentForms(MutableDirectBuffer buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
    }

    int openAccount(
            long startingBalanceE8,
            byte[] keyDigest,
            byte[] agentKeyDigest,
            byte[] displayName,
            byte[] agentName,
            byte[] secretHash) {
        return openAccount
                .wrapAndApplyHeader(buffer, offset, header)
                .startingBalanceE8(startingBalanceE8)
                .putKeyDigest(keyDigest, 0, DIGEST_LENGTH)
                .putAgentKeyDigest(agentKeyDigest, 0, DIGEST_LENGTH)
                .putKeyPreview(previewOf(keyDigest), 0)
                .putAgentKeyPreview(previewOf(agentKeyDigest), 0)
                .putDisplayName(displayName, 0, displayName.length)
                .putAgentName(agentName, 0, agentName.length)
                .putSecretHash(secretHash, 0, secretHash.length)
                .limit();
    }

    int createAgent(int accountId, long startingBalanceE8, AgentDetails details) {
        byte[] keyDigest = newDigest();
        createAgent
                .wrapAndApplyHeader(buffer, offset, header)
                .accountId(accountId)
                .startingBalanceE8(startingBalanceE8)
                .putKeyDigest(keyDigest, 0, DIGEST_LENGTH)
                .putKeyPreview(previewOf(keyDigest), 0);
        write(details.riskProfile(), createAgent.riskProfile());
        return createAgent
                .putName(details.name(), 0, details.name().length)
                .putDescription(details.description(), 0, details.description().length)
                .putLlmModel(details.llmModel(), 0, details.llmModel().length)
                .putFramework(details.framework(), 0, details.framework().length)
                .putStrategyTags(details.strategyTags(), 0, details.strategyTags().length)
                .putAvatarUrl(details.avatarUrl(), 0, details.avatarUrl().length)
                .putColor(details.color(), 0, details.color().length)
                .putRiskConfig(details.riskConfig(), 0, details.riskConfig().length)
                .limit();
    }

    /**
     * @param fields the bits of {@code AgentFields}, known ones and others
     */
    int updateAgent(int accountId, int fields, AgentDetails details) {
        updateAgent.wrapAndApplyHeader(buffer, offset, header).accountId(accountId);
        int fieldsOffset = updateAgent.offset() + UpdateAgentEncoder.fieldsEncodingOffset();
        buffer.putShort(fieldsOffset, (short) fields, ByteOrder.LITTLE_ENDIAN);
        write(details.riskProfile(), updateAgent.riskProfile());
        return updateAgent
                .putName(details.name(), 0, details.name().length)
                .putDescription(details.description(), 0, details.description().length)
                .putLlmModel(details.llmModel(), 0, details.llmModel().length)
                .putFramework(details.framework(), 0, details.framework().length)
                .putStrategyTags(details.strategyTags(), 0, details.strategyTags().length)
                .putAvatarUrl(details.avatarUrl(), 0, details.avatarUrl().length)
                .putColor(details.color(), 0, details.color().length)
                .putRiskConfig(details.riskConfig(), 0, details.riskConfig().length)
                .limit();
    }

    int cloneAgent(int accountId, byte[] name) {
        byte[] keyDigest = newDigest();
        return cloneAgent
                .wrapAndApplyHeader(buffer, offset, header)
                .accountId(accountId)
                .putKeyDigest(keyDigest, 0, DIGEST_LENGTH)
                .putKeyPreview(previewOf(keyDigest), 0)
                .putName(name, 0, name.length)
                .limit();
    }

    int rotateKey(int accountId, byte[] keyDigest) {
        return rotateKey
                .wrapAndApplyHeader(buffer, offset, header)
                .accountId(accountId)
                .putKeyDigest(keyDigest, 0, DIGEST_LENGTH)
                .putKeyPreview(previewOf(keyDigest), 0)
                .limit();
    }

    /**
     * @param fields the bits of {@code AccountFields}, known ones and others
     */
    int updateAccount(int accountId, int fields, byte[] displayName, RiskProfile riskProfile, byte[] riskConfig) {
        updateAccount.wrapAndApplyHeader(buffer, offset, header).accountId(accountId);
        int fieldsOffset = updateAccount.offset() + UpdateAccountEncoder.fieldsEncodingOffset();
        buffer.putShort(fieldsOffset, (short) fields, ByteOrder.LITTLE_ENDIAN);
        write(riskProfile, updateAccount.riskProfile());
        return updateAccount
                .putDisplayName(displayName, 0, displayName.length)
                .putRiskConfig(riskConfig, 0, riskConfig.length)
                .limit();
    }

    static void write(RiskProfile profile, RiskProfileEncoder into) {
        into.maxOrderSizePctE8(profile.maxOrderSizePctE8())
                .maxPositionSizePctE8(profile.maxPositionSizePctE8())
                .dailyLossLimitPctE8(profile.dailyLossLimitPctE8())
                .minOrderSizeE8(profile.minOrderSizeE8())
                .maxOpenOrders(profile.maxOpenOrders())
                .orderRateLimit(profile.orderRateLimit());
    }

    /** Thirty-two bytes that were not there before, as of a key that chance made; always the same in the same place of a flow. */
    byte[] newDigest() {
        SplitMix64 bits = new SplitMix64(++keys);
        byte[] digest = new byte[DIGEST_LENGTH];
        for (int i = 0; i < digest.length; i++) {
            digest[i] = (byte) bits.nextLong();
        }
        return digest;
    }

    private static byte[] previewOf(byte[] digest) {
        byte[] preview = new byte[PREVIEW_LENGTH];
        for (int i = 0; i < preview.length; i++) {
            preview[i] = (byte) ('a' + (digest[i] & 15));
        }
        return preview;
    }
}
