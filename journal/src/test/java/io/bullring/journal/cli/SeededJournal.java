package io.bullring.journal.cli;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.port.CommandListener;
import io.bullring.core.port.CommandLog;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.JournalWriter;
import io.bullring.protocol.AccountStatus;
import io.bullring.protocol.KillScope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.agrona.DirectBuffer;

/**
 * A journal on disk that a seed makes, and the engine that took the same commands. The same seed gives the same bytes.
 *
 * <p>{@link #life}: an adversarial workload, and among it in every sixth place a command of the life of agents and accounts: clones,
 * resets, archiving, deletion, keys, parked portfolios and returns, suspensions, kill switches, of agents and accounts
 * that mostly exist.
 */
final class SeededJournal {
    private static final int LIFE_SHARE = 6;
    private static final int KNOWN = 12;
    private static final int SEGMENT_BYTES = 128 << 10;
    private static final long MOST_E8 = 100_000_00000000L;

    final EngineHost venue = new EngineHost((sequence, timeNs, source, correlationId, events, offset, length,
            answer) -> {});
    private final Path directory;
    private final JournalConfig config;
    private final Random random;

    private SeededJournal(Path directory, long seed, Durability durability) {
        this.directory = directory;
        config = new JournalConfig(64 << 10, 1024, 0, durability, SEGMENT_BYTES);
        random = new Random(seed);
    }

    /** Steady trading, nothing refused. */
    static SeededJournal trading(Path directory, long seed, int commands) {
        SeededJournal journal = new SeededJournal(directory, seed, Durability.PROCESS_CRASH);
        journal.write(WorkloadGenerator.trading(seed, WorkloadMix.trading(20, 3)), commands, false);
        return journal;
    }

    /** Everything that goes wrong, and the life of agents. */
    static SeededJournal life(Path directory, long seed, int commands) {
        return life(directory, seed, commands, Durability.PROCESS_CRASH);
    }

    /** The same in files of the kind that this durability has. */
    static SeededJournal life(Path directory, long seed, int commands, Durability durability) {
        SeededJournal journal = new SeededJournal(directory, seed, durability);
        journal.write(WorkloadGenerator.adversarial(seed), commands, true);
        return journal;
    }

    /** What somebody scripts. */
    static SeededJournal scripted(Path directory, Script script) {
        SeededJournal journal = new SeededJournal(directory, 0, Durability.PROCESS_CRASH);
        try (CommandLog log = journal.open()) {
            CommandFactory command = new CommandFactory();
            script.write(command, timeNs -> journal.append(log, timeNs, command.buffer(), command.length()));
        }
        return journal;
    }

    interface Script {
        void write(CommandFactory command, Appender appender);
    }

    interface Appender {
        /** Journals the command in hand. */
        void at(long timeNs);
    }

    private CommandLog open() {
        return JournalWriter.open(directory, config, 0);
    }

    private void write(Workload workload, int commands, boolean withLife) {
        CommandFactory life = new CommandFactory();
        try (CommandLog log = open()) {
            for (int written = 0; written < commands;) {
                int batch = Math.min(1 + random.nextInt(9), commands - written);
                long timeNs = 0;
                for (int i = 0; i < batch; i++, written++) {
                    boolean isLife = withLife && written > 30 && random.nextInt(LIFE_SHARE) == 0;
                    if (isLife) {
                        life(life);
                    } else {
                        workload.next();
                    }
                    timeNs = i == 0 ? Math.max(workload.timeNs(), venue.lastTimeNs()) : timeNs;
                    if (i == 0) {
                        log.begin(venue.lastSequence() + 1, timeNs);
                    }
                    if (isLife) {
                        add(log, timeNs, life.buffer(), life.length());
                    } else {
                        add(log, timeNs, workload.buffer(), workload.length());
                    }
                }
                log.commit();
            }
        }
    }

    private void append(CommandLog log, long timeNs, DirectBuffer command, int length) {
        log.begin(venue.lastSequence() + 1, timeNs);
        add(log, timeNs, command, length);
        log.commit();
    }

    private void add(CommandLog log, long timeNs, DirectBuffer command, int length) {
        if (!log.add(command, 0, length)) {
            throw new AssertionError("batch full");
        }
        CommandListener engine = venue;
        engine.onCommand(venue.lastSequence() + 1, timeNs, command, 0, length);
    }

    private void life(CommandFactory command) {
        int agent = 1 + random.nextInt(KNOWN);
        int account = random.nextInt(8) == 0 ? 1 + random.nextInt(KNOWN) : ownerOf(agent);
        long balanceE8 = 1 + (long) (random.nextDouble() * MOST_E8);
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> command.resetAgent(
                    agent, account, random.nextBoolean() ? CommandFactory.SAME_BALANCE : balanceE8);
            case 3, 4, 5 -> command.parkPortfolio(agent, account, balanceE8);
            case 6, 7, 8 -> command.returnToPortfolio(agent, account);
            case 9 -> command.cloneAgent(agent, account, "clone".getBytes(StandardCharsets.UTF_8));
            case 10 -> command.setAccountStatus(
                    account, random.nextInt(6) == 0 ? AccountStatus.SUSPENDED : AccountStatus.ACTIVE);
            case 11 -> {
                KillScope scope = KillScope.values()[random.nextInt(3)];
                command.setKillSwitch(
                        scope == KillScope.AGENT ? agent : 0,
                        scope == KillScope.VENUE ? 0 : account,
                        scope,
                        random.nextInt(scope == KillScope.VENUE ? 20 : 6) == 0);
            }
            case 12 -> command.deleteAgent(agent, account);
            default -> rare(command, agent, account);
        }
    }

    private void rare(CommandFactory command, int agent, int account) {
        if (random.nextInt(4) == 0) {
            command.archiveAgent(agent, account);
        } else {
            command.rotateKey(agent, account, new byte[32]);
        }
    }

    private int ownerOf(int agentId) {
        var agent = venue.engine().view().accounts().agent(agentId);
        return agent == null ? agentId : agent.account().id();
    }
}
