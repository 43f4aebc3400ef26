package io.bullring.gateway.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.gateway.directory.Agent.Funds;
import io.bullring.gateway.event.EventTape;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.KillScope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class AccountDirectoryTest {
    private static final RiskProfile PROFILE = new RiskProfile(1, 2, 3, 4, 5, 6);
    private static final byte[] NONE = {};

    private final AccountDirectory directory = new AccountDirectory();
    private final EventTape tape = new EventTape(directory);

    @Test
    void shouldKnowAnAccountAndItsDefaultAgent() {
        openAccount(1, 1, "Ada");

        Account ada = new Account(
                1, 1, "Ada", "ak_live_acc1", "hash of Ada", null, RiskProfile.NONE, false, false, 100);
        assertEquals(ada, directory.account(1));
        assertEquals(ada, directory.accountByKey(KeyDigest.ofKey("account 1")));
        assertEquals("Ada", directory.agentByKey(KeyDigest.ofKey("agent 1")).name());
        assertEquals(1, directory.accountCount());
        assertEquals(1, directory.agentCount());
    }

    @Test
    void shouldTellAccountKeysFromAgentKeys() {
        openAccount(1, 1, "Ada");

        assertNull(directory.agentByKey(KeyDigest.ofKey("account 1")));
        assertNull(directory.accountByKey(KeyDigest.ofKey("agent 1")));
        assertNull(directory.accountByKey(KeyDigest.ofKey("account 2")));
    }

    @Test
    void shouldReadEveryTextOfAnAgent() {
        openAccount(1, 1, "Ada");
        tape.at(200)
                .command(sink -> sink.agentCreated(
                        2, 1, 7, 50, digest("agent 2"), ascii("ak_live_age2"),
                        details("Zoë", "d", "m", "f", "a\nb", "u", "c")));

        Agent agent = directory.agent(2);
        assertEquals(
                new Agent(
                        2,
                        1,
                        KeyDigest.ofKey("agent 2"),
                        "ak_live_age2",
                        new Funds(7, 50),
                        null,
                        agent.texts(),
                        PROFILE,
                        false,
                        false,
                        null,
                        200,
                        200),
                agent);
        assertEquals("Zoë", agent.name());
        assertEquals(
                List.of("d", "m", "f", "u", "c", "{}"),
                List.of(
                        agent.description(), agent.llmModel(), agent.framework(), agent.avatarUrl(), agent.color(),
                        agent.riskConfig()));
        assertEquals(List.of("a", "b"), agent.strategyTags());
    }

    /** A length of a text has no sign. */
    @Test
    void shouldReadTextsOfAnyLengthAndScript() {
        openAccount(1, 1, "Ada");
        String longest = "\uD83D\uDE00".repeat(16_000) + "x";
        tape.at(200)
                .command(sink -> sink.agentUpdated(1, 1, details(longest, "", "m", "", "", "", longest)));

        Agent agent = directory.agent(1);
        assertEquals(longest, agent.name());
        assertNull(agent.description());
        assertEquals("m", agent.llmModel());
        assertEquals(longest, agent.color());
        assertEquals("{}", agent.riskConfig());
    }

    @Test
    void shouldShowTextsThatWereNeverGivenAsNull() {
        openAccount(1, 1, "Ada");

        Agent agent = directory.agent(1);
        assertNull(agent.description());
        assertNull(agent.riskConfig());
        assertNull(agent.color());
        assertEquals(List.of(), agent.strategyTags());
        assertEquals(RiskProfile.NONE, agent.riskProfile());
    }

    @Test
    void shouldReplaceAnAgentThatWasUpdatedAndKeepWhatDoesNotChange() {
        openAccount(1, 1, "Ada");
        Agent before = directory.agent(1);
        tape.at(300).command(sink -> sink.agentUpdated(1, 1, details("Eve", "d", "m", "f", "t", "u", "c")));

        Agent after = directory.agent(1);
        assertEquals("Eve", after.name());
        assertEquals(PROFILE, after.riskProfile());
        assertEquals(300, after.updatedNs());
        assertEquals(before.createdNs(), after.createdNs());
        assertEquals(before.keyPreview(), after.keyPreview());
        assertEquals(before.portfolioId(), after.portfolioId());
        assertEquals(after, directory.agentByKey(KeyDigest.ofKey("agent 1")));
        assertEquals(List.of(after), directory.agentsOf(1));
    }

    @Test
    void shouldListAgentsOfAnAccountInOrderOfCreation() {
        openAccount(1, 1, "Ada");
        openAccount(2, 2, "Bob");
        for (int agentId = 3; agentId <= 40; agentId++) {
            createAgent(agentId, agentId % 3 == 0 ? 2 : 1);
        }

        List<Integer> expected = new ArrayList<>(List.of(2));
        for (int agentId = 3; agentId <= 40; agentId += 3) {
            expected.add(agentId);
        }
        assertEquals(expected, directory.agentsOf(2).stream().map(Agent::agentId).toList());
        assertEquals(List.of(), directory.agentsOf(3));
    }

    @Test
    void shouldNotLengthenAListThatWasHandedOut() {
        openAccount(1, 1, "Ada");
        List<Agent> one = directory.agentsOf(1);
        createAgent(2, 1);

        assertEquals(1, one.size());
        assertThrows(IndexOutOfBoundsException.class, () -> one.get(1));
        assertThrows(UnsupportedOperationException.class, () -> one.add(directory.agent(2)));
        assertEquals(2, directory.agentsOf(1).size());
    }

    @Test
    void shouldLetAKeyDieAtOnceWhenItIsRotatedOrItsAgentArchivedOrDeleted() {
        openAccount(1, 1, "Ada");
        createAgent(2, 1);
        createAgent(3, 1);
        tape.at(400).command(sink -> sink.keyRotated(1, 1, digest("new 1"), ascii("ak_live_new1")));
        tape.at(500).command(sink -> sink.agentArchived(2, 1));
        List<Agent> before = directory.agentsOf(1);
        tape.at(600).command(sink -> sink.agentDeleted(3, 1));

        for (int agentId = 1; agentId <= 3; agentId++) {
            assertNull(directory.agentByKey(KeyDigest.ofKey("agent " + agentId)));
        }
        assertEquals(directory.agent(1), directory.agentByKey(KeyDigest.ofKey("new 1")));
        assertEquals("ak_live_new1", directory.agent(1).keyPreview());
        assertEquals(400, directory.agent(1).updatedNs());
        assertTrue(directory.agent(2).archived());
        assertNull(directory.agent(3));
        assertEquals(List.of(directory.agent(1), directory.agent(2)), directory.agentsOf(1));
        assertEquals(3, before.size());
        assertNull(before.get(2));
    }

    @Test
    void shouldListActiveAgentsAndActOnTheOldestOfThem() {
        openAccount(1, 1, "Ada");
        createAgent(2, 1);
        createAgent(3, 1);
        Account ada = directory.account(1);
        assertEquals(List.of(1, 2, 3), activeAgents());
        assertEquals(1, directory.defaultAgentOf(ada).agentId());

        tape.command(sink -> sink.agentArchived(1, 1));
        tape.command(sink -> sink.agentArchived(1, 1));
        assertEquals(List.of(2, 3), activeAgents());
        assertEquals(2, directory.defaultAgentOf(ada).agentId());

        tape.command(sink -> sink.agentDeleted(2, 1));
        tape.command(sink -> sink.agentDeleted(1, 1));
        assertEquals(List.of(3), activeAgents());
        assertEquals(3, directory.defaultAgentOf(ada).agentId());

        tape.command(sink -> sink.agentArchived(3, 1));
        assertEquals(List.of(), activeAgents());
        assertNull(directory.defaultAgentOf(ada));
        assertEquals(List.of(), directory.activeAgentsOf(2));
    }

    private List<Integer> activeAgents() {
        return directory.activeAgentsOf(1).stream().map(Agent::agentId).toList();
    }

    @Test
    void shouldFollowAnAgentFromPortfolioToPortfolioAndBack() {
        openAccount(1, 1, "Ada");
        tape.at(400).command(sink -> sink.agentReset(1, 1, 12, 1, 2_000, 900));
        tape.at(500).command(sink -> sink.portfolioParked(1, 1, 13, 12, 50));

        assertEquals(new Funds(13, 50), directory.agent(1).funds());
        assertEquals(new Funds(12, 2_000), directory.agent(1).parkedFunds());

        tape.at(600).command(sink -> sink.portfolioReturned(1, 1, 12, 13, 40));

        assertEquals(new Funds(12, 2_000), directory.agent(1).funds());
        assertNull(directory.agent(1).parkedFunds());
        assertEquals(600, directory.agent(1).updatedNs());
    }

    @Test
    void shouldKnowWhoIsSuspendedOrKilled() {
        openAccount(1, 1, "Ada");
        tape.command(sink -> sink.accountStatusChanged(1, AccountStatus.SUSPENDED));
        tape.command(sink -> sink.accountUpdated(1, PROFILE, utf8("Eve"), utf8("{}")));
        tape.command(sink -> sink.killSwitchChanged(0, 1, KillScope.ACCOUNT, true));
        tape.command(sink -> sink.killSwitchChanged(1, 1, KillScope.AGENT, true));
        tape.command(sink -> sink.killSwitchChanged(0, 0, KillScope.VENUE, true));

        assertEquals(
                new Account(1, 1, "Eve", "ak_live_acc1", "hash of Ada", "{}", PROFILE, true, true, 100),
                directory.account(1));
        assertTrue(directory.agent(1).killed());
        assertTrue(directory.isVenueKilled());

        tape.command(sink -> sink.accountStatusChanged(1, AccountStatus.ACTIVE));
        tape.command(sink -> sink.killSwitchChanged(0, 1, KillScope.ACCOUNT, false));
        tape.command(sink -> sink.killSwitchChanged(1, 1, KillScope.AGENT, false));
        tape.command(sink -> sink.killSwitchChanged(0, 0, KillScope.VENUE, false));

        assertFalse(directory.account(1).suspended());
        assertFalse(directory.account(1).killed());
        assertFalse(directory.agent(1).killed());
        assertFalse(directory.isVenueKilled());
    }

    @Test
    @Timeout(30)
    void shouldShowWholeAgentsToReadersWhileItGrows() throws InterruptedException {
        openAccount(1, 1, "Ada");
        int last = 5_000;
        List<String> broken = new ArrayList<>();
        Thread reader = new Thread(() -> {
            int seen = 0;
            while (seen < last && broken.isEmpty()) {
                List<Agent> agents = directory.agentsOf(1);
                seen = agents.size();
                for (int i = Math.max(0, seen - 3); i < seen; i++) {
                    Agent agent = agents.get(i);
                    if (agent == null || agent.agentId() != i + 1) {
                        broken.add("at " + i + " " + agent);
                    }
                }
            }
        });
        reader.start();
        for (int agentId = 2; agentId <= last; agentId++) {
            createAgent(agentId, 1);
        }
        reader.join();

        assertEquals(List.of(), broken);
    }

    @Test
    void shouldNotPrintTheHashOfASecret() {
        openAccount(1, 1, "Ada");

        assertFalse(directory.account(1).toString().contains("hash"));
    }

    private void openAccount(int accountId, int agentId, String name) {
        tape.at(100).command(sink -> {
            sink.accountOpened(
                    accountId,
                    agentId,
                    digest("account " + accountId),
                    ascii("ak_live_acc" + accountId),
                    utf8(name),
                    ascii("hash of " + name));
            sink.agentCreated(
                    agentId,
                    accountId,
                    agentId,
                    1_000,
                    digest("agent " + agentId),
                    ascii("ak_live_age" + agentId),
                    AgentDetails.named(utf8(name)));
        });
    }

    private void createAgent(int agentId, int accountId) {
        tape.command(sink -> sink.agentCreated(
                agentId,
                accountId,
                agentId,
                1_000,
                digest("agent " + agentId),
                ascii("ak_live_agen"),
                AgentDetails.named(utf8("agent " + agentId))));
    }

    private static AgentDetails details(
            String name, String description, String model, String framework, String tags, String avatar, String color) {
        return new AgentDetails(
                utf8(name),
                utf8(description),
                utf8(model),
                utf8(framework),
                utf8(tags),
                utf8(avatar),
                utf8(color),
                name.isEmpty() ? NONE : utf8("{}"),
                PROFILE);
    }

    private static byte[] digest(String key) {
        return KeyDigest.ofKey(key).bytes();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
