package io.bullring.gateway.directory;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.event.EventCursor;
import io.bullring.core.market.BookFees;
import io.bullring.core.port.EventListener;
import io.bullring.gateway.directory.Agent.Funds;
import io.bullring.gateway.event.Carriers;
import io.bullring.protocol.AccountOpenedDecoder;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.AccountStatusChangedDecoder;
import io.bullring.protocol.AccountUpdatedDecoder;
import io.bullring.protocol.AgentArchivedDecoder;
import io.bullring.protocol.AgentCreatedDecoder;
import io.bullring.protocol.AgentDeletedDecoder;
import io.bullring.protocol.AgentFeesChangedDecoder;
import io.bullring.protocol.AgentResetDecoder;
import io.bullring.protocol.AgentUpdatedDecoder;
import io.bullring.protocol.KeyRotatedDecoder;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.KillSwitchChangedDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.PortfolioParkedDecoder;
import io.bullring.protocol.PortfolioReturnedDecoder;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Who there is, and whose key a key is: a projection of the events. The engine thread writes, before an answer leaves,
 * so that a client that holds an answer finds what it says; any thread reads without a lock. It holds an entry per
 * account and agent: as many as the venue's rules admit.
 */
public final class AccountDirectory implements EventListener {
    private final ById<Account> accounts = new ById<>();
    private final ById<Agent> agents = new ById<>();
    private final ById<AgentRoll> agentsByAccount = new ById<>();
    /** Only of accounts that ever archived an agent; of the others all are active. */
    private final ById<AgentRoll> activeByAccount = new ById<>();
    private final KeyIndex accountsByKey = new KeyIndex();
    private final KeyIndex agentsByKey = new KeyIndex();

    private final EventCursor cursor = new EventCursor();
    private final AccountOpenedDecoder accountOpened = new AccountOpenedDecoder();
    private final AgentCreatedDecoder agentCreated = new AgentCreatedDecoder();
    private final AgentUpdatedDecoder agentUpdated = new AgentUpdatedDecoder();
    private final AccountUpdatedDecoder accountUpdated = new AccountUpdatedDecoder();
    private final AccountStatusChangedDecoder accountStatusChanged = new AccountStatusChangedDecoder();
    private final AgentResetDecoder agentReset = new AgentResetDecoder();
    private final AgentArchivedDecoder agentArchived = new AgentArchivedDecoder();
    private final AgentDeletedDecoder agentDeleted = new AgentDeletedDecoder();
    private final KeyRotatedDecoder keyRotated = new KeyRotatedDecoder();
    private final PortfolioParkedDecoder portfolioParked = new PortfolioParkedDecoder();
    private final PortfolioReturnedDecoder portfolioReturned = new PortfolioReturnedDecoder();
    private final AgentFeesChangedDecoder agentFeesChanged = new AgentFeesChangedDecoder();
    private final KillSwitchChangedDecoder killSwitchChanged = new KillSwitchChangedDecoder();
    private volatile boolean venueKilled;

    /** The account with this id, or null. */
    public Account account(int accountId) {
        return accounts.get(accountId);
    }

    /** The agent with this id, or null. */
    public Agent agent(int agentId) {
        return agents.get(agentId);
    }

    /** The account whose own key has this digest, or null. */
    public Account accountByKey(KeyDigest digest) {
        return accounts.get(accountsByKey.get(digest));
    }

    /** The agent whose key has this digest, or null: of an archived agent, and of one that got another key, no key is known. */
    public Agent agentByKey(KeyDigest digest) {
        return agents.get(agentsByKey.get(digest));
    }

    /**
     * The agents of an account in the order in which they were created; a view that costs nothing to make. It has null in
     * the place of an agent that has been deleted since it was made.
     */
    public List<Agent> agentsOf(int accountId) {
        return view(agentsByAccount.get(accountId));
    }

    /** The same, without those that are archived; one that has been since it was made shows as archived. */
    public List<Agent> activeAgentsOf(int accountId) {
        AgentRoll active = activeByAccount.get(accountId);
        return active == null ? agentsOf(accountId) : view(active);
    }

    /**
     * The agent that an account's own key and log-in act on: the one that came with the account, when that one is gone or
     * archived the oldest that is neither; null when there is none.
     */
    public Agent defaultAgentOf(Account account) {
        Agent first = agents.get(account.defaultAgentId());
        if (first != null && !first.archived()) {
            return first;
        }
        for (Agent agent : activeAgentsOf(account.accountId())) {
            if (agent != null && !agent.archived()) {
                return agent;
            }
        }
        return null;
    }

    private List<Agent> view(AgentRoll roll) {
        return roll == null ? List.of() : roll.view(agents);
    }

    /** Whether the kill switch of the whole venue is engaged. */
    public boolean isVenueKilled() {
        return venueKilled;
    }

    public int accountCount() {
        return accounts.size();
    }

    public int agentCount() {
        return agents.size();
    }

    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        cursor.wrap(events, offset, length);
        while (cursor.next()) {
            switch (cursor.templateId()) {
                case AccountOpenedDecoder.TEMPLATE_ID -> onAccountOpened(timeNs);
                case AccountUpdatedDecoder.TEMPLATE_ID -> onAccountUpdated();
                case AccountStatusChangedDecoder.TEMPLATE_ID -> onAccountStatusChanged();
                case AgentCreatedDecoder.TEMPLATE_ID -> onAgentCreated(timeNs);
                case AgentUpdatedDecoder.TEMPLATE_ID -> onAgentUpdated(timeNs);
                case AgentResetDecoder.TEMPLATE_ID -> onAgentReset(timeNs);
                case AgentArchivedDecoder.TEMPLATE_ID -> onAgentArchived(timeNs);
                case AgentDeletedDecoder.TEMPLATE_ID -> onAgentDeleted();
                case KeyRotatedDecoder.TEMPLATE_ID -> onKeyRotated(timeNs);
                case PortfolioParkedDecoder.TEMPLATE_ID -> onPortfolioParked(timeNs);
                case PortfolioReturnedDecoder.TEMPLATE_ID -> onPortfolioReturned(timeNs);
                case KillSwitchChangedDecoder.TEMPLATE_ID -> onKillSwitchChanged(timeNs);
                case AgentFeesChangedDecoder.TEMPLATE_ID -> onAgentFeesChanged(timeNs);
                default -> {}
            }
        }
    }

    private void onAccountOpened(long timeNs) {
        AccountOpenedDecoder event =
                accountOpened.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        byte[] digest = new byte[KeyDigest.LENGTH];
        event.getKeyDigest(digest, 0, digest.length);
        Account account = new Account(
                event.accountId(),
                event.defaultAgentId(),
                event.displayName(),
                event.keyPreview(),
                event.secretHash(),
                null,
                RiskProfile.NONE,
                false,
                false,
                timeNs);
        accounts.put(account.accountId(), account);
        agentsByAccount.put(account.accountId(), new AgentRoll());
        accountsByKey.put(KeyDigest.of(digest), account.accountId());
    }

    private void onAccountUpdated() {
        AccountUpdatedDecoder event =
                accountUpdated.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        RiskProfile riskProfile = Carriers.riskProfile(event.riskProfile());
        String displayName = event.displayName();
        String riskConfig = textOrNull(event.riskConfig());
        accounts.change(
                event.accountId(), account -> account.with(displayName, riskConfig, riskProfile));
    }

    private void onAccountStatusChanged() {
        AccountStatusChangedDecoder event =
                accountStatusChanged.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        boolean isSuspended = event.status() == AccountStatus.SUSPENDED;
        accounts.change(event.accountId(), account -> account.with(isSuspended, account.killed()));
    }

    private void onAgentCreated(long timeNs) {
        AgentCreatedDecoder event =
                agentCreated.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        byte[] digest = new byte[KeyDigest.LENGTH];
        event.getKeyDigest(digest, 0, digest.length);
        Agent agent = new Agent(
                event.agentId(),
                event.accountId(),
                KeyDigest.of(digest),
                event.keyPreview(),
                new Funds(event.portfolioId(), event.startingBalanceE8()),
                null,
                texts(),
                Carriers.riskProfile(event.riskProfile()),
                false,
                false,
                null,
                timeNs,
                timeNs);
        agents.put(agent.agentId(), agent);
        agentsByAccount.get(agent.accountId()).append(agent.agentId());
        AgentRoll active = activeByAccount.get(agent.accountId());
        if (active != null) {
            active.append(agent.agentId());
        }
        agentsByKey.put(agent.keyDigest(), agent.agentId());
    }

    private void onAgentUpdated(long timeNs) {
        AgentUpdatedDecoder event =
                agentUpdated.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        Agent before = agents.get(event.agentId());
        Agent after = new Agent(
                before.agentId(),
                before.accountId(),
                before.keyDigest(),
                before.keyPreview(),
                before.funds(),
                before.parkedFunds(),
                texts(),
                Carriers.riskProfile(event.riskProfile()),
                before.archived(),
                before.killed(),
                before.fees(),
                before.createdNs(),
                timeNs);
        agents.put(after.agentId(), after);
    }

    private void onAgentReset(long timeNs) {
        AgentResetDecoder event =
                agentReset.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        Funds fresh = new Funds(event.portfolioId(), event.startingBalanceE8());
        agents.change(event.agentId(), agent -> agent.with(fresh, null, timeNs));
    }

    /** Its key dies first: whoever finds the agent by it from here on would trade for an agent that must not. */
    private void onAgentArchived(long timeNs) {
        AgentArchivedDecoder event =
                agentArchived.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        Agent before = agents.get(event.agentId());
        forgetKey(before);
        agents.put(before.agentId(), before.archivedAt(timeNs));
        strikeOff(before);
    }

    private void onAgentDeleted() {
        AgentDeletedDecoder event =
                agentDeleted.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        Agent before = agents.remove(event.agentId());
        forgetKey(before);
        agentsByAccount.get(before.accountId()).remove(before.agentId());
        AgentRoll active = activeByAccount.get(before.accountId());
        if (active != null && !before.archived()) {
            active.remove(before.agentId());
        }
    }

    /** One that is archived for the second time is not among the active ones any more. */
    private void strikeOff(Agent before) {
        if (before.archived()) {
            return;
        }
        AgentRoll active = activeByAccount.get(before.accountId());
        if (active == null) {
            active = agentsByAccount.get(before.accountId()).copy();
        }
        active.remove(before.agentId());
        activeByAccount.put(before.accountId(), active);
    }

    private void onKeyRotated(long timeNs) {
        KeyRotatedDecoder event =
                keyRotated.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        byte[] digest = new byte[KeyDigest.LENGTH];
        event.getKeyDigest(digest, 0, digest.length);
        Agent before = agents.get(event.agentId());
        Agent after = before.with(KeyDigest.of(digest), event.keyPreview(), timeNs);
        forgetKey(before);
        agents.put(after.agentId(), after);
        agentsByKey.put(after.keyDigest(), after.agentId());
    }

    /** The same digest may have been given to another agent since: then it is that one's. */
    private void forgetKey(Agent agent) {
        agentsByKey.remove(agent.keyDigest(), agent.agentId());
    }

    private void onPortfolioParked(long timeNs) {
        PortfolioParkedDecoder event =
                portfolioParked.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        Funds fresh = new Funds(event.portfolioId(), event.startingBalanceE8());
        agents.change(event.agentId(), agent -> agent.with(fresh, agent.funds(), timeNs));
    }

    private void onPortfolioReturned(long timeNs) {
        PortfolioReturnedDecoder event =
                portfolioReturned.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        agents.change(event.agentId(), agent -> agent.with(agent.parkedFunds(), null, timeNs));
    }

    private void onKillSwitchChanged(long timeNs) {
        KillSwitchChangedDecoder event =
                killSwitchChanged.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        boolean isKilled = event.engaged() == 1;
        if (event.scope() == KillScope.AGENT) {
            agents.change(event.agentId(), agent -> agent.with(isKilled, timeNs));
        } else if (event.scope() == KillScope.ACCOUNT) {
            accounts.change(
                    event.accountId(), account -> account.with(account.suspended(), isKilled));
        } else {
            venueKilled = isKilled;
        }
    }

    private void onAgentFeesChanged(long timeNs) {
        AgentFeesChangedDecoder event =
                agentFeesChanged.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        BookFees fees = Carriers.fees(event);
        agents.change(event.agentId(), agent -> agent.with(fees, timeNs));
    }

    private static String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** What follows the fields of the event at hand. */
    private AgentTexts texts() {
        int fieldsAt = cursor.offset() + MessageHeaderDecoder.ENCODED_LENGTH;
        int textsAt = fieldsAt + cursor.messageHeader().blockLength();
        return AgentTexts.of(cursor.buffer(), textsAt, cursor.offset() + cursor.lengthBytes() - textsAt);
    }
}
