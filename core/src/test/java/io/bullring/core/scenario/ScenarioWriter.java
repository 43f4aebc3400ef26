package io.bullring.core.scenario;

import io.bullring.core.model.CommandPrinter;
import io.bullring.core.model.ModelPortfolio;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Writes a short list of commands down as a scenario, so that a case which failed once can be kept. Agents are called
 * {@code agent1}, {@code agent2} … after their ids, an account after its first agent. Each line is played on the model as soon as it is
 * written, and what it causes there stands behind its bar; at the end stands what everyone has. What the language has no words
 * for becomes a remark, and then the scenario may tell another story than the commands do.
 */
public final class ScenarioWriter {
    private final List<String> lines = new ArrayList<>();
    private final ModelStage stage = new ModelStage();
    private final ScenarioRunner runner = new ScenarioRunner(stage);
    private final TradeWords trade = new TradeWords(runner.cast());
    private final LifeWords life = new LifeWords(runner.cast(), stage.venue());
    private long nowNs = WorkloadGenerator.START_NS;

    private ScenarioWriter() {}

    /** The lines of a scenario that sends these commands. */
    public static List<String> write(WorkloadTape tape) {
        ScenarioWriter writer = new ScenarioWriter();
        for (int i = 0; i < tape.count(); i++) {
            writer.add(tape.timeNs(i), tape.buffer(), tape.offset(i));
        }
        writer.addHoldings();
        return writer.lines;
    }

    private void add(long timeNs, DirectBuffer command, int offset) {
        if (timeNs > nowNs) {
            lines.add("wait " + (timeNs - nowNs) + "ns");
            runner.waits(timeNs - nowNs);
            nowNs = timeNs;
        }
        String words = wordsFor(command, offset);
        if (words == null) {
            lines.add("-- " + CommandPrinter.print(command, offset).replaceAll("\\p{Cntrl}", " "));
        } else {
            lines.add((words + " | " + runner.outcomeOf(words)).strip());
        }
    }

    /** Null when there are none. */
    private String wordsFor(DirectBuffer command, int offset) {
        int agentId = new CommandEnvelopeDecoder().wrap(command, offset).agentId();
        int at = offset + CommandEnvelopeDecoder.ENCODED_LENGTH;
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(command, at);
        String words = trade.wordsFor(header, command, at, agentId);
        return words != null ? words : life.wordsFor(header, command, at, agentId);
    }

    private void addHoldings() {
        stage.venue().agents().forEach(agent -> {
            String name = runner.cast().agentNamed(agent.id());
            addHoldings(name, agent.portfolio());
            if (agent.isParked()) {
                addHoldings(name + " parked", agent.parkedPortfolio());
            }
        });
        lines.add("audit");
    }

    private void addHoldings(String owner, ModelPortfolio portfolio) {
        lines.add("wallet " + owner + " USDT " + Words.amount(portfolio.availableE8()) + " "
                + Words.amount(portfolio.heldE8()));
        portfolio.positions()
                .forEach(position -> lines.add("position " + owner + " " + position.symbol() + " "
                        + Words.amount(position.availableE8() + position.heldE8())
                        + " cost " + Words.amount(position.costE8())
                        + " realized " + Words.amount(position.realizedPnlE8())));
        lines.add("open " + owner + " " + portfolio.openOrders().size());
    }
}
