package io.bullring.gateway.directory;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.port.EventListener;
import io.bullring.gateway.event.Carriers;
import io.bullring.gateway.event.EventCursor;
import io.bullring.protocol.AccountOpenedDecoder;
import io.bullring.protocol.AgentCreatedDecoder;
import io.bullring.protocol.AgentUpdatedDecoder;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.agrona.DirectBuffer;

/**
 * Who there is, and whose key a key is: a projection of the events. The engine thread writes, before an answer leaves,
 * so that a client that holds an answer finds what it says; any thread reads without a lock. It holds an entry per
 * account and agent: as many as the venue's rules admit.
 */
public final class AccountDirectory implements EventListener {
    private final ConcurrentMap<Integer, Account> accounts = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Agent> agents = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, AgentRoll> agentsByAccount = new ConcurrentHashMap<>();
    private final ConcurrentMap<KeyDigest, Integer> accountsByKey = new ConcurrentHashMap<>();
    private final ConcurrentMap<KeyDigest, Integer> agentsByKey = new ConcurrentHashMap<>();

    private final EventCursor cursor = new EventCursor();
    private final AccountOpenedDecoder accountOpened = new AccountOpenedDecoder();
    private final AgentCreatedDecoder agentCreated = new AgentCreatedDecoder();
    private final AgentUpdatedDecoder agentUpdated = new AgentUpdatedDecoder();

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
        Integer accountId = accountsByKey.get(digest);
        return accountId == null ? null : accounts.get(accountId);
    }

    /** The agent whose key has this digest, or null. */
    public Agent agentByKey(KeyDigest digest) {
        Integer agentId = agentsByKey.get(digest);
        return agentId == null ? null : agents.get(agentId);
    }

    /** The agents of an account in the order in which they were created; a view that costs nothing to make. */
    public List<Agent> agentsOf(int accountId) {
        AgentRoll roll = agentsByAccount.get(accountId);
        return roll == null ? List.of() : roll.view(agents);
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
                case AgentCreatedDecoder.TEMPLATE_ID -> onAgentCreated(timeNs);
                case AgentUpdatedDecoder.TEMPLATE_ID -> onAgentUpdated(timeNs);
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
                timeNs);
        accounts.put(account.accountId(), account);
        agentsByAccount.put(account.accountId(), new AgentRoll());
        accountsByKey.put(KeyDigest.of(digest), account.accountId());
    }

    private void onAgentCreated(long timeNs) {
        AgentCreatedDecoder event =
                agentCreated.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        byte[] digest = new byte[KeyDigest.LENGTH];
        event.getKeyDigest(digest, 0, digest.length);
        String keyPreview = event.keyPreview();
        RiskProfile riskProfile = Carriers.riskProfile(event.riskProfile());
        Agent agent = new Agent(
                event.agentId(),
                event.accountId(),
                event.portfolioId(),
                event.startingBalanceE8(),
                event.name(),
                textOrNull(event.description()),
                textOrNull(event.llmModel()),
                textOrNull(event.framework()),
                tags(event.strategyTags()),
                textOrNull(event.avatarUrl()),
                textOrNull(event.color()),
                textOrNull(event.riskConfig()),
                riskProfile,
                keyPreview,
                timeNs,
                timeNs);
        agents.put(agent.agentId(), agent);
        agentsByAccount.get(agent.accountId()).append(agent.agentId());
        agentsByKey.put(KeyDigest.of(digest), agent.agentId());
    }

    private void onAgentUpdated(long timeNs) {
        AgentUpdatedDecoder event =
                agentUpdated.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        Agent before = agents.get(event.agentId());
        Agent after = new Agent(
                before.agentId(),
                before.accountId(),
                before.portfolioId(),
                before.startingBalanceE8(),
                event.name(),
                textOrNull(event.description()),
                textOrNull(event.llmModel()),
                textOrNull(event.framework()),
                tags(event.strategyTags()),
                textOrNull(event.avatarUrl()),
                textOrNull(event.color()),
                textOrNull(event.riskConfig()),
                Carriers.riskProfile(event.riskProfile()),
                before.keyPreview(),
                before.createdNs(),
                timeNs);
        agents.put(after.agentId(), after);
    }

    private static String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<String> tags(String lines) {
        return lines.isEmpty() ? List.of() : List.of(lines.split("\n", -1));
    }
}
