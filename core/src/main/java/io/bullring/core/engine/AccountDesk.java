package io.bullring.core.engine;

import static io.bullring.protocol.RejectReason.RISK_VALUE_OUT_OF_RANGE;
import static io.bullring.protocol.RejectReason.STILL_CANCELLING;
import static io.bullring.protocol.RejectReason.UNKNOWN_ACCOUNT;
import static io.bullring.protocol.RejectReason.UNKNOWN_AGENT;
import static io.bullring.protocol.RejectReason.VALUE_OUT_OF_RANGE;
import static io.bullring.protocol.RejectReason.VENUE_FULL;

import io.bullring.core.account.Account;
import io.bullring.core.account.Agent;
import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.event.EventSink;
import io.bullring.core.risk.Rejection;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.OpenAccountDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.SetAccountStatusDecoder;
import io.bullring.protocol.SetKillSwitchDecoder;
import io.bullring.protocol.UpdateAccountDecoder;

/** Opens, changes and stops accounts: RULES.md sections 2 and 7. Cold; may allocate. Engine thread only. */
final class AccountDesk {
    private final VenueState venue;
    private final Funding funding;
    private final KeyRequests keyRequests;
    private final RestingOrders resting;
    private final Rejection rejection;
    private final EventSink events;

    AccountDesk(
            VenueState venue,
            Funding funding,
            KeyRequests keyRequests,
            RestingOrders resting,
            Rejection rejection,
            EventSink events) {
        this.venue = venue;
        this.funding = funding;
        this.keyRequests = keyRequests;
        this.resting = resting;
        this.rejection = rejection;
        this.events = events;
    }

    void openAccount(OpenAccountDecoder command, long nowNs) {
        byte[] keyDigest = new byte[OpenAccountDecoder.keyDigestLength()];
        byte[] keyPreview = new byte[OpenAccountDecoder.keyPreviewLength()];
        byte[] agentKeyDigest = new byte[OpenAccountDecoder.agentKeyDigestLength()];
        byte[] agentKeyPreview = new byte[OpenAccountDecoder.agentKeyPreviewLength()];
        command.getKeyDigest(keyDigest, 0, keyDigest.length);
        command.getKeyPreview(keyPreview, 0);
        command.getAgentKeyDigest(agentKeyDigest, 0, agentKeyDigest.length);
        command.getAgentKeyPreview(agentKeyPreview, 0);
        byte[] displayName = new byte[command.displayNameLength()];
        command.getDisplayName(displayName, 0, displayName.length);
        byte[] agentName = new byte[command.agentNameLength()];
        command.getAgentName(agentName, 0, agentName.length);
        byte[] secretHash = new byte[command.secretHashLength()];
        command.getSecretHash(secretHash, 0, secretHash.length);

        boolean lacksText = displayName.length == 0 || agentName.length == 0 || secretHash.length == 0;
        if (lacksText || !keyRequests.isWellFormed()) {
            reject(VALUE_OUT_OF_RANGE);
            return;
        }
        if (keyRequests.isRepeatedRegistration(nowNs)) {
            return;
        }
        long textBytes = (long) displayName.length + agentName.length + secretHash.length;
        if (funding.isBalance(command.startingBalanceE8())
                && hasRoom()
                && funding.hasRoomForAgent()
                && funding.hasRoomForTexts(textBytes)) {
            Account account = venue.accounts.open(keyDigest, keyPreview, displayName, secretHash, nowNs);
            events.accountOpened(
                    account.id(), account.defaultAgentId(), keyDigest, keyPreview, displayName, secretHash);
            AgentDetails details = AgentDetails.named(agentName);
            funding.addAgent(account, agentKeyDigest, agentKeyPreview, command.startingBalanceE8(), details, nowNs);
            keyRequests.done(account.defaultAgentId(), account.id(), nowNs);
        } else {
            Rejections.send(events, rejection, 0, 0, 0);
        }
    }

    private boolean hasRoom() {
        int accounts = venue.accounts.accountCount();
        return accounts < venue.rules.maxAgents()
                || rejection.because(VENUE_FULL, accounts, venue.rules.maxAgents());
    }

    void updateAccount(UpdateAccountDecoder command) {
        Account account = venue.accounts.account(command.accountId());
        if (account == null) {
            reject(UNKNOWN_ACCOUNT);
            return;
        }
        boolean namesName = command.fields().displayName();
        boolean namesRisk = command.fields().riskProfile();
        RiskProfile risk = namesRisk ? VenueDesk.read(command.riskProfile()) : account.riskProfile();
        byte[] displayName = new byte[command.displayNameLength()];
        command.getDisplayName(displayName, 0, displayName.length);
        byte[] riskConfig = new byte[command.riskConfigLength()];
        command.getRiskConfig(riskConfig, 0, riskConfig.length);
        if (namesName && displayName.length == 0) {
            reject(VALUE_OUT_OF_RANGE);
        } else if (namesRisk && !risk.isInRange(venue.rules.maxOpenOrdersPerAgent())) {
            reject(RISK_VALUE_OUT_OF_RANGE);
        } else {
            update(account, namesName ? displayName : account.displayName(), risk,
                    namesRisk ? riskConfig : account.riskConfig());
        }
    }

    private void update(Account account, byte[] displayName, RiskProfile risk, byte[] riskConfig) {
        int textsBefore = account.displayName().length + account.riskConfig().length;
        if (funding.hasRoomForTexts((long) displayName.length + riskConfig.length - textsBefore)) {
            venue.accounts.update(account, displayName, risk, riskConfig);
            venue.limitsChanged();
            events.accountUpdated(account.id(), risk, account.displayName(), account.riskConfig());
        } else {
            Rejections.send(events, rejection, 0, 0, 0);
        }
    }

    void setAccountStatus(SetAccountStatusDecoder command) {
        Account account = venue.accounts.account(command.accountId());
        if (account == null || command.statusRaw() > AccountStatus.SUSPENDED.value()) {
            reject(account == null ? UNKNOWN_ACCOUNT : VALUE_OUT_OF_RANGE);
            return;
        }
        boolean wasSuspended = account.isSuspended();
        account.suspended(command.status() == AccountStatus.SUSPENDED);
        events.accountStatusChanged(account.id(), account.status());
        boolean isToBeSwept = wasSuspended || venue.instruments.hasBooks();
        if (isToBeSwept && wasSuspended != account.isSuspended()) {
            venue.sweeps.begin(false, account.id(), venue.accounts);
        }
    }

    void setKillSwitch(int agentId, SetKillSwitchDecoder command, long nowNs) {
        if (command.scopeRaw() > KillScope.VENUE.value() || command.engaged() > 1) {
            reject(VALUE_OUT_OF_RANGE);
            return;
        }
        boolean engages = command.engaged() == 1;
        if (command.scope() == KillScope.AGENT) {
            killAgent(venue.ownAgent(agentId, command.accountId()), engages, nowNs);
        } else if (command.scope() == KillScope.ACCOUNT) {
            killAccount(venue.accounts.account(command.accountId()), engages);
        } else {
            killVenue(engages);
        }
    }

    private void killAgent(Agent agent, boolean engages, long nowNs) {
        if (agent == null) {
            reject(UNKNOWN_AGENT);
            return;
        }
        agent.killed(engages);
        agent.changedNs(nowNs);
        events.killSwitchChanged(agent.id(), agent.account().id(), KillScope.AGENT, engages);
        if (engages) {
            resting.cancelAll(agent, CancelReason.KILL_SWITCH);
        }
    }

    private void killAccount(Account account, boolean engages) {
        if (account == null) {
            reject(UNKNOWN_ACCOUNT);
        } else if (maySwitch(account.id(), account.isKilled(), engages)) {
            account.killed(engages);
            events.killSwitchChanged(0, account.id(), KillScope.ACCOUNT, engages);
        }
    }

    private void killVenue(boolean engages) {
        if (maySwitch(Sweeps.VENUE, venue.killed, engages)) {
            venue.killed = engages;
            events.killSwitchChanged(0, 0, KillScope.VENUE, engages);
        }
    }

    /** A switch that is engaged begins to cancel; until that is done it is not released. */
    private boolean maySwitch(int accountId, boolean isEngaged, boolean engages) {
        if (!engages && venue.sweeps.isCancelling(accountId)) {
            reject(STILL_CANCELLING);
            return false;
        }
        if (engages && !isEngaged) {
            venue.sweeps.begin(true, accountId, venue.accounts);
        }
        return true;
    }

    private void reject(RejectReason reason) {
        Rejections.send(events, rejection, reason, venue, null);
    }
}
