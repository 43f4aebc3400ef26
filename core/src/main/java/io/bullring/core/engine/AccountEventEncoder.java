package io.bullring.core.engine;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.protocol.AccountOpenedEncoder;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.AccountStatusChangedEncoder;
import io.bullring.protocol.AccountUpdatedEncoder;
import io.bullring.protocol.AgentArchivedEncoder;
import io.bullring.protocol.AgentCreatedEncoder;
import io.bullring.protocol.AgentDeletedEncoder;
import io.bullring.protocol.AgentResetEncoder;
import io.bullring.protocol.AgentUpdatedEncoder;
import io.bullring.protocol.AlreadyDoneEncoder;
import io.bullring.protocol.KeyRotatedEncoder;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.KillSwitchChangedEncoder;
import io.bullring.protocol.PortfolioParkedEncoder;
import io.bullring.protocol.PortfolioReturnedEncoder;
import io.bullring.protocol.RiskProfileEncoder;

/** Writes the events in the life of accounts and agents. Cold. Engine thread only. */
abstract class AccountEventEncoder extends EventBytes {
    private final AccountOpenedEncoder accountOpened = new AccountOpenedEncoder();
    private final AccountUpdatedEncoder accountUpdated = new AccountUpdatedEncoder();
    private final AccountStatusChangedEncoder accountStatusChanged = new AccountStatusChangedEncoder();
    private final AgentCreatedEncoder agentCreated = new AgentCreatedEncoder();
    private final AgentUpdatedEncoder agentUpdated = new AgentUpdatedEncoder();
    private final AgentResetEncoder agentReset = new AgentResetEncoder();
    private final AgentArchivedEncoder agentArchived = new AgentArchivedEncoder();
    private final AgentDeletedEncoder agentDeleted = new AgentDeletedEncoder();
    private final KeyRotatedEncoder keyRotated = new KeyRotatedEncoder();
    private final AlreadyDoneEncoder alreadyDone = new AlreadyDoneEncoder();
    private final PortfolioParkedEncoder portfolioParked = new PortfolioParkedEncoder();
    private final PortfolioReturnedEncoder portfolioReturned = new PortfolioReturnedEncoder();
    private final KillSwitchChangedEncoder killSwitchChanged = new KillSwitchChangedEncoder();

    public final void accountOpened(
            int accountId,
            int defaultAgentId,
            byte[] keyDigest,
            byte[] keyPreview,
            byte[] displayName,
            byte[] secretHash) {
        accountOpened
                .wrapAndApplyHeader(buffer, begin(displayName.length + secretHash.length), messageHeader)
                .accountId(accountId)
                .defaultAgentId(defaultAgentId)
                .putKeyDigest(keyDigest, 0, keyDigest.length)
                .putKeyPreview(keyPreview, 0)
                .putDisplayName(displayName, 0, displayName.length)
                .putSecretHash(secretHash, 0, secretHash.length);
        end(accountOpened.encodedLength());
    }

    public final void agentCreated(
            int agentId,
            int accountId,
            long portfolioId,
            long startingBalanceE8,
            byte[] keyDigest,
            byte[] keyPreview,
            AgentDetails details) {
        agentCreated
                .wrapAndApplyHeader(buffer, begin(details.textBytes()), messageHeader)
                .agentId(agentId)
                .accountId(accountId)
                .portfolioId(portfolioId)
                .startingBalanceE8(startingBalanceE8)
                .putKeyDigest(keyDigest, 0, keyDigest.length)
                .putKeyPreview(keyPreview, 0);
        encode(details.riskProfile(), agentCreated.riskProfile());
        agentCreated
                .putName(details.name(), 0, details.name().length)
                .putDescription(details.description(), 0, details.description().length)
                .putLlmModel(details.llmModel(), 0, details.llmModel().length)
                .putFramework(details.framework(), 0, details.framework().length)
                .putStrategyTags(details.strategyTags(), 0, details.strategyTags().length)
                .putAvatarUrl(details.avatarUrl(), 0, details.avatarUrl().length)
                .putColor(details.color(), 0, details.color().length)
                .putRiskConfig(details.riskConfig(), 0, details.riskConfig().length);
        end(agentCreated.encodedLength());
    }

    public final void agentUpdated(int agentId, int accountId, AgentDetails details) {
        agentUpdated
                .wrapAndApplyHeader(buffer, begin(details.textBytes()), messageHeader)
                .agentId(agentId)
                .accountId(accountId);
        encode(details.riskProfile(), agentUpdated.riskProfile());
        agentUpdated
                .putName(details.name(), 0, details.name().length)
                .putDescription(details.description(), 0, details.description().length)
                .putLlmModel(details.llmModel(), 0, details.llmModel().length)
                .putFramework(details.framework(), 0, details.framework().length)
                .putStrategyTags(details.strategyTags(), 0, details.strategyTags().length)
                .putAvatarUrl(details.avatarUrl(), 0, details.avatarUrl().length)
                .putColor(details.color(), 0, details.color().length)
                .putRiskConfig(details.riskConfig(), 0, details.riskConfig().length);
        end(agentUpdated.encodedLength());
    }

    public final void accountUpdated(int accountId, RiskProfile riskProfile, byte[] displayName, byte[] riskConfig) {
        accountUpdated
                .wrapAndApplyHeader(buffer, begin(displayName.length + riskConfig.length), messageHeader)
                .accountId(accountId);
        encode(riskProfile, accountUpdated.riskProfile());
        accountUpdated
                .putDisplayName(displayName, 0, displayName.length)
                .putRiskConfig(riskConfig, 0, riskConfig.length);
        end(accountUpdated.encodedLength());
    }

    public final void accountStatusChanged(int accountId, AccountStatus status) {
        accountStatusChanged
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .accountId(accountId)
                .status(status);
        end(accountStatusChanged.encodedLength());
    }

    public final void agentReset(
            int agentId,
            int accountId,
            long portfolioId,
            long closedPortfolioId,
            long startingBalanceE8,
            long endingEquityE8) {
        agentReset
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .accountId(accountId)
                .portfolioId(portfolioId)
                .closedPortfolioId(closedPortfolioId)
                .startingBalanceE8(startingBalanceE8)
                .endingEquityE8(endingEquityE8);
        end(agentReset.encodedLength());
    }

    public final void agentArchived(int agentId, int accountId) {
        agentArchived
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .accountId(accountId);
        end(agentArchived.encodedLength());
    }

    public final void agentDeleted(int agentId, int accountId) {
        agentDeleted
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .accountId(accountId);
        end(agentDeleted.encodedLength());
    }

    public final void keyRotated(int agentId, int accountId, byte[] keyDigest, byte[] keyPreview) {
        keyRotated
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .accountId(accountId)
                .putKeyDigest(keyDigest, 0, keyDigest.length)
                .putKeyPreview(keyPreview, 0);
        end(keyRotated.encodedLength());
    }

    public final void alreadyDone(int agentId, int accountId, long firstTimeNs) {
        alreadyDone
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .accountId(accountId)
                .firstTimeNs(firstTimeNs);
        end(alreadyDone.encodedLength());
    }

    public final void portfolioParked(
            int agentId, int accountId, long portfolioId, long parkedPortfolioId, long startingBalanceE8) {
        portfolioParked
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .accountId(accountId)
                .portfolioId(portfolioId)
                .parkedPortfolioId(parkedPortfolioId)
                .startingBalanceE8(startingBalanceE8);
        end(portfolioParked.encodedLength());
    }

    public final void portfolioReturned(
            int agentId, int accountId, long portfolioId, long closedPortfolioId, long endingEquityE8) {
        portfolioReturned
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .accountId(accountId)
                .portfolioId(portfolioId)
                .closedPortfolioId(closedPortfolioId)
                .endingEquityE8(endingEquityE8);
        end(portfolioReturned.encodedLength());
    }

    public final void killSwitchChanged(int agentId, int accountId, KillScope scope, boolean engaged) {
        killSwitchChanged
                .wrapAndApplyHeader(buffer, begin(), messageHeader)
                .agentId(agentId)
                .accountId(accountId)
                .scope(scope)
                .engaged((short) (engaged ? 1 : 0));
        end(killSwitchChanged.encodedLength());
    }

    static void encode(RiskProfile profile, RiskProfileEncoder encoder) {
        encoder.maxOrderSizePctE8(profile.maxOrderSizePctE8())
                .maxPositionSizePctE8(profile.maxPositionSizePctE8())
                .dailyLossLimitPctE8(profile.dailyLossLimitPctE8())
                .minOrderSizeE8(profile.minOrderSizeE8())
                .maxOpenOrders(profile.maxOpenOrders())
                .orderRateLimit(profile.orderRateLimit());
    }
}
