package io.bullring.gateway.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.gateway.event.EventTape;
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

        Account ada = new Account(1, 1, "Ada", "ak_live_acc1", "hash of Ada", 100);
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

        assertEquals(
                new Agent(
                        2,
                        1,
                        7,
                        50,
                        "Zoë",
                        "d",
                        "m",
                        "f",
                        List.of("a", "b"),
                        "u",
                        "c",
                        "{}",
                        PROFILE,
                        "ak_live_age2",
                        200,
                        200),
                directory.agent(2));
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
