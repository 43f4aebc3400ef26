package io.bullring.core.scenario;

import io.bullring.core.model.EventPrinter;
import io.bullring.core.model.ModelPortfolio;
import io.bullring.core.model.ModelPosition;
import io.bullring.core.model.ReferenceModel;
import org.agrona.DirectBuffer;

/** The naive engine. */
final class ModelStage implements Stage {
    private final EventPrinter printer = new EventPrinter();
    private final ReferenceModel model = new ReferenceModel(printer);

    @Override
    public EventPrinter play(long timeNs, DirectBuffer command, int length) {
        printer.clear();
        model.onCommand(timeNs, command, 0, length);
        return printer;
    }

    @Override
    public Holding quote(int portfolioId) {
        ModelPortfolio portfolio = portfolio(portfolioId);
        return new Holding(portfolio.availableE8(), portfolio.heldE8(), 0, 0);
    }

    @Override
    public Holding base(int portfolioId, int instrumentId) {
        for (ModelPosition position : portfolio(portfolioId).positions()) {
            if (position.instrumentId() == instrumentId) {
                return new Holding(
                        position.availableE8(), position.heldE8(), position.costE8(), position.realizedPnlE8());
            }
        }
        return Holding.NOTHING;
    }

    private ModelPortfolio portfolio(int portfolioId) {
        return model.venue()
                .portfolios()
                .stream()
                .filter(portfolio -> portfolio.id() == portfolioId)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public boolean isBalanced() {
        return model.ledgerIsBalanced();
    }
}
