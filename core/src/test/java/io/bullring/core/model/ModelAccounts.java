package io.bullring.core.model;

import static io.bullring.core.model.Refusal.unless;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.event.EventSink;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.OpenAccountDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.SetAccountStatusDecoder;
import io.bullring.protocol.UpdateAccountDecoder;

/** Accounts: RULES.md section 2, second half, and section 7. */
final class ModelAccounts {
    private final ModelVenue venue;
    private final EventSink sink;
    private final ModelFunding funding;
    private final ModelKeyRequests requests;
    private final ModelAgents agents;
    private final ModelSweeps sweeps;

    ModelAccounts(
            ModelVenue venue,
            EventSink sink,
            ModelFunding funding,
            ModelKeyRequests requests,
            ModelAgents agents,
            ModelSweeps sweeps) {
        this.venue = venue;
        this.sink = sink;
        this.funding = funding;
        this.requests = requests;
        this.agents = agents;
        this.sweeps = sweeps;
    }

    void openAccount(OpenAccountDecoder command, String idempotencyKey, long nowNs) {
        byte[] displayName = new byte[command.displayNameLength()];
        command.getDisplayName(displayName, 0, displayName.length);
        byte[] agentName = new byte[command.agentNameLength()];
        command.getAgentName(agentName, 0, agentName.length);
        byte[] secretHash = new byte[command.secretHashLength()];
        command.getSecretHash(secretHash, 0, secretHash.length);
        unless(
                displayName.length > 0 && agentName.length > 0 && secretHash.length > 0,
                RejectReason.VALUE_OUT_OF_RANGE);
        ModelKeyRequests.wellFormed(idempotencyKey);
        if (requests.isRepeated(ModelKeyRequests.NEWCOMERS, idempotencyKey, nowNs)) {
            return;
        }
        ModelFunding.balanceAllowed(command.startingBalanceE8());
        roomForAccount();
        funding.roomForAgent();
        funding.roomForTexts(displayName.length + agentName.length + secretHash.length);

        byte[] keyDigest = new byte[OpenAccountDecoder.keyDigestLength()];
        command.getKeyDigest(keyDigest, 0, keyDigest.length);
        byte[] agentKeyDigest = new byte[OpenAccountDecoder.agentKeyDigestLength()];
        command.getAgentKeyDigest(agentKeyDigest, 0, agentKeyDigest.length);
        byte[] keyPreview = new byte[OpenAccountDecoder.keyPreviewLength()];
        command.getKeyPreview(keyPreview, 0);
        byte[] agentKeyPreview = new byte[OpenAccountDecoder.agentKeyPreviewLength()];
        command.getAgentKeyPreview(agentKeyPreview, 0);

        ModelAccount account = new ModelAccount(venue.accounts.size() + 1, displayName, secretHash);
        venue.accounts.add(account);
        sink.accountOpened(account.id, venue.lastAgentId() + 1, keyDigest, keyPreview, displayName, secretHash);
        agents.add(
                account,
                Amounts.of(command.startingBalanceE8()),
                agentKeyDigest,
                agentKeyPreview,
                AgentDetails.named(agentName));
        requests.done(ModelKeyRequests.NEWCOMERS, idempotencyKey, nowNs, venue.lastAgentId(), account.id);
    }

    private void roomForAccount() {
        int count = venue.accounts.size();
        unless(count < venue.rules.maxAgents(), RejectReason.VENUE_FULL, count, venue.rules.maxAgents());
    }

    void updateAccount(UpdateAccountDecoder command) {
        RiskProfile riskProfile = ModelSetup.profile(command.riskProfile());
        byte[] displayName = new byte[command.displayNameLength()];
        command.getDisplayName(displayName, 0, displayName.length);
        byte[] riskConfig = new byte[command.riskConfigLength()];
        command.getRiskConfig(riskConfig, 0, riskConfig.length);
        boolean withName = command.fields().displayName();
        boolean withRisk = command.fields().riskProfile();
        ModelAccount account = venue.knownAccount(command.accountId());
        unless(!withName || displayName.length > 0, RejectReason.VALUE_OUT_OF_RANGE);
        unless(
                !withRisk || ModelSetup.isInRange(riskProfile, venue.rules.maxOpenOrdersPerAgent()),
                RejectReason.RISK_VALUE_OUT_OF_RANGE);
        byte[] newName = withName ? displayName : account.displayName;
        byte[] newConfig = withRisk ? riskConfig : account.riskConfig;
        funding.roomForTexts(
                newName.length + newConfig.length - account.displayName.length - account.riskConfig.length);

        account.displayName = newName;
        account.riskProfile = withRisk ? riskProfile : account.riskProfile;
        account.riskConfig = newConfig;
        sink.accountUpdated(account.id, account.riskProfile, account.displayName, account.riskConfig);
    }

    void setAccountStatus(SetAccountStatusDecoder command) {
        ModelAccount account = venue.knownAccount(command.accountId());
        unless(command.statusRaw() <= AccountStatus.SUSPENDED.value(), RejectReason.VALUE_OUT_OF_RANGE);
        boolean wasSuspended = account.suspended;
        account.suspended = command.status() == AccountStatus.SUSPENDED;
        sink.accountStatusChanged(account.id, command.status());
        boolean hasBooks = venue.instruments.stream().anyMatch(ModelInstrument::isBook);
        if ((wasSuspended || hasBooks) && wasSuspended != account.suspended) {
            sweeps.beginToFollow(account);
        }
    }
}
