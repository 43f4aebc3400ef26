package io.bullring.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.engine.EventEncoder;
import io.bullring.core.engine.StateBytes;
import io.bullring.core.engine.TradingEngine;
import io.bullring.core.event.EventSink;
import io.bullring.core.wallet.PortfolioImage;
import io.bullring.core.wallet.Portfolios;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The engine and its model side by side: the same commands to both, and whether they did the same. */
final class Twins {
    private static final int MOST_INSTRUMENTS = 64;

    private final EventEncoder engineEvents = new EventEncoder();
    private final EventEncoder modelEvents;
    private final Function<EventEncoder, TradingEngine> engineOf;
    private TradingEngine engine;
    private final ReferenceModel model;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private int commandTemplateId;
    private final UnsafeBuffer expected = new UnsafeBuffer();
    private final UnsafeBuffer actual = new UnsafeBuffer();
    private final PortfolioImage image = new PortfolioImage(MOST_INSTRUMENTS);

    /** Twins whose model speaks as it should. */
    Twins() {
        this(ReferenceModel::new);
    }

    /** @param modelOf makes the model that speaks into a sink */
    Twins(Function<EventSink, ReferenceModel> modelOf) {
        this(modelOf, TradingEngine::new);
    }

    /** @param engineOf makes the engine that speaks into an encoder, and its heirs */
    Twins(Function<EventSink, ReferenceModel> modelOf, Function<EventEncoder, TradingEngine> engineOf) {
        this.engineOf = engineOf;
        engine = engineOf.apply(engineEvents);
        modelEvents = new EventEncoder();
        model = modelOf.apply(modelEvents);
    }

    /** The half that plays each command first. */
    ReferenceModel model() {
        return model;
    }

    /** A new engine goes on from a snapshot of the one before, taken at this time, which says the same when it is taken again. */
    void restore(long timeNs) {
        StateBytes written = new StateBytes();
        engine.writeTo(written);
        engine = engineOf.apply(engineEvents);
        written.restoreInto(engine, timeNs);
        StateBytes writtenAgain = new StateBytes();
        engine.writeTo(writtenAgain);
        assertThat(writtenAgain.toByteArray()).isEqualTo(written.toByteArray());
    }

    /** Of the command that they were given last. */
    int commandTemplateId() {
        return commandTemplateId;
    }

    /** Forgets what both have said. */
    void listen() {
        engineEvents.reset();
        modelEvents.reset();
    }

    /**
     * Gives both a command of the tape.
     *
     * @return null when they said the same, else what they said
     */
    String differenceAt(WorkloadTape tape, int index) {
        listen();
        model.onCommand(tape.timeNs(index), tape.buffer(), tape.offset(index), tape.length(index));
        return differenceAfter(tape.timeNs(index), tape.buffer(), tape.offset(index));
    }

    /**
     * Gives the engine the command that the model has just played, since when both were {@linkplain #listen listened} to.
     *
     * @return null when they said the same, else what they said
     */
    String differenceAfter(long timeNs, DirectBuffer command, int offset) {
        commandTemplateId =
                header.wrap(command, offset + CommandEnvelopeDecoder.ENCODED_LENGTH).templateId();
        try {
            engine.onCommand(timeNs, command, offset);
        } catch (RuntimeException | Error broken) {
            return "model:\n" + EventBytes.of(modelEvents).inWords() + "engine breaks: " + broken + "\n    at "
                    + broken.getStackTrace()[1] + "\n";
        }
        return haveSaidTheSame()
                ? null
                : "model:\n" + EventBytes.of(modelEvents).inWords() + "engine:\n"
                        + EventBytes.of(engineEvents).inWords();
    }

    private boolean haveSaidTheSame() {
        if (engineEvents.length() != modelEvents.length()
                || engineEvents.answerOffset() != modelEvents.answerOffset()) {
            return false;
        }
        expected.wrap(modelEvents.buffer(), 0, modelEvents.length());
        actual.wrap(engineEvents.buffer(), 0, engineEvents.length());
        return actual.equals(expected);
    }

    /**
     * Compares the money and positions of all portfolios, and adds up both ledgers.
     *
     * @return null when all is equal and balanced, else what is not
     */
    String differenceOfState() {
        if (!model.ledgerIsBalanced()) {
            return "the model's ledger is not balanced\n";
        }
        if (!engine.audit().isBalanced()) {
            return "the engine's ledger is not balanced\n";
        }
        if (engine.openOrders() != model.venue().openOrders().size()) {
            return "open orders: engine " + engine.openOrders() + ", model "
                    + model.venue().openOrders().size() + "\n";
        }
        for (ModelPortfolio portfolio : model.venue().portfolios()) {
            String wanted = inWords(portfolio);
            String found = engine.portfolios().read(portfolio.id(), image) ? inWords(image) : "none";
            if (!found.equals(wanted)) {
                return "model:\n" + wanted + "engine:\n" + found;
            }
        }
        return differenceOfPlaces();
    }

    /** Which portfolios there are, present and parked ones, by place, and whose. */
    private String differenceOfPlaces() {
        List<String> wanted = model.venue()
                .portfolios()
                .stream()
                .map(portfolio -> portfolio.id() + " of agent " + portfolio.agentId())
                .toList();
        Portfolios portfolios = engine.portfolios();
        List<String> found = IntStream.rangeClosed(1, portfolios.places())
                .filter(portfolios::isOpen)
                .mapToObj(place -> portfolios.id(place) + " of agent " + portfolios.agentId(place))
                .toList();
        return found.equals(wanted) ? null : "portfolios: engine " + found + ", model " + wanted + "\n";
    }

    /** Whether each asset sums to zero in both. */
    boolean isBalanced() {
        return engine.audit().isBalanced() && model.ledgerIsBalanced();
    }

    private static String inWords(ModelPortfolio portfolio) {
        StringBuilder words = new StringBuilder();
        words.append(String.format(
                "    portfolio %d starting %d available %d held %d realized %d%n",
                portfolio.id(),
                portfolio.startingBalanceE8(),
                portfolio.availableE8(),
                portfolio.heldE8(),
                portfolio.realizedPnlE8()));
        Collection<ModelPosition> positions = portfolio.positions();
        positions.forEach(position -> words.append(String.format(
                "    instrument %d available %d held %d cost %d realized %d opened %d%n",
                position.instrumentId(),
                position.availableE8(),
                position.heldE8(),
                position.costE8(),
                position.realizedPnlE8(),
                position.openedAtNs())));
        return words.toString();
    }

    private static String inWords(PortfolioImage image) {
        StringBuilder words = new StringBuilder();
        words.append(String.format(
                "    portfolio %d starting %d available %d held %d realized %d%n",
                image.portfolioId(),
                image.startingBalanceE8(),
                image.availableE8(),
                image.heldE8(),
                image.realizedPnlE8()));
        for (int i = 0; i < image.positionCount(); i++) {
            words.append(String.format(
                    "    instrument %d available %d held %d cost %d realized %d opened %d%n",
                    image.instrumentId(i),
                    image.baseAvailableE8(i),
                    image.baseHeldE8(i),
                    image.costE8(i),
                    image.realizedPnlE8(i),
                    image.openedAtNs(i)));
        }
        return words.toString();
    }

    EventEncoder events() {
        return modelEvents;
    }
}
