package io.bullring.core.scenario;

import io.bullring.core.event.EventSink;
import io.bullring.core.model.EventPrinter;
import io.bullring.core.model.HouseAccount;
import io.bullring.core.model.ModelPortfolio;
import io.bullring.core.model.ModelVenue;
import io.bullring.core.model.ReferenceModel;
import java.util.Optional;
import java.util.function.Function;
import org.agrona.DirectBuffer;

/** The naive engine. */
public final class ModelStage implements Stage {
    private final EventPrinter printer = new EventPrinter();
    private final ReferenceModel model;

    public ModelStage() {
        this(ReferenceModel::new);
    }

    /** @param modelOf makes the model that speaks into a sink */
    public ModelStage(Function<EventSink, ReferenceModel> modelOf) {
        model = modelOf.apply(printer);
    }

    /** What the model remembers. */
    ModelVenue venue() {
        return model.venue();
    }

    @Override
    public EventPrinter play(long timeNs, DirectBuffer command, int length) {
        printer.clear();
        model.onCommand(timeNs, command, 0, length);
        return printer;
    }

    @Override
    public Holding quote(long portfolioId) {
        return portfolio(portfolioId)
                .map(portfolio -> new Holding(portfolio.availableE8(), portfolio.heldE8(), 0, 0))
                .orElse(Holding.NOTHING);
    }

    @Override
    public Holding base(long portfolioId, int instrumentId) {
        return portfolio(portfolioId).stream()
                .flatMap(portfolio -> portfolio.positions().stream())
                .filter(position -> position.instrumentId() == instrumentId)
                .map(position -> new Holding(
                        position.availableE8(), position.heldE8(), position.costE8(), position.realizedPnlE8()))
                .findFirst()
                .orElse(Holding.NOTHING);
    }

    @Override
    public int openOrders(long portfolioId) {
        return portfolio(portfolioId).map(portfolio -> portfolio.openOrders().size()).orElse(0);
    }

    @Override
    public long houseE8(HouseAccount account, int instrumentId) {
        return model.houseE8(account, instrumentId);
    }

    private Optional<ModelPortfolio> portfolio(long portfolioId) {
        return model.venue()
                .portfolios()
                .stream()
                .filter(portfolio -> portfolio.id() == portfolioId)
                .findFirst();
    }

    @Override
    public boolean isBalanced() {
        return model.ledgerIsBalanced();
    }
}
