package io.bullring.core.scenario;

import io.bullring.core.e8.WideTotal;
import io.bullring.core.engine.EventEncoder;
import io.bullring.core.engine.TradingEngine;
import io.bullring.core.model.EventPrinter;
import io.bullring.core.model.EventReader;
import io.bullring.core.model.HouseAccount;
import io.bullring.core.wallet.House;
import io.bullring.core.wallet.PortfolioImage;
import org.agrona.DirectBuffer;

/** The engine on its own, in the direct host. */
public final class EngineStage implements Stage {
    private static final int MOST_INSTRUMENTS = 64;
    private static final long PLACES = 1L << 24;

    private final EventEncoder events = new EventEncoder();
    private final TradingEngine engine = new TradingEngine(events);
    private final EventPrinter printer = new EventPrinter();
    private final EventReader reader = new EventReader(printer);
    private final PortfolioImage image = new PortfolioImage(MOST_INSTRUMENTS);

    @Override
    public EventPrinter play(long timeNs, DirectBuffer command, int length) {
        events.reset();
        printer.clear();
        engine.onCommand(timeNs, command, 0);
        reader.read(events.buffer(), 0, events.length(), events.answerOffset());
        return printer;
    }

    @Override
    public Holding quote(long portfolioId) {
        return engine.portfolios().read(portfolioId, image)
                ? new Holding(image.availableE8(), image.heldE8(), 0, 0)
                : Holding.NOTHING;
    }

    @Override
    public Holding base(long portfolioId, int instrumentId) {
        if (engine.portfolios().read(portfolioId, image)) {
            for (int i = 0; i < image.positionCount(); i++) {
                if (image.instrumentId(i) == instrumentId) {
                    return new Holding(
                            image.baseAvailableE8(i), image.baseHeldE8(i), image.costE8(i), image.realizedPnlE8(i));
                }
            }
        }
        return Holding.NOTHING;
    }

    @Override
    public int openOrders(long portfolioId) {
        int place = (int) (portfolioId % PLACES);
        return engine.portfolios().read(portfolioId, image) ? engine.portfolios().openOrders(place) : 0;
    }

    @Override
    public long houseE8(HouseAccount account, int instrumentId) {
        House house = engine.view().house();
        WideTotal total =
                switch (account) {
                    case ISSUANCE -> instrumentId == 0 ? house.issuance() : new WideTotal();
                    case RETURNED -> instrumentId == 0 ? new WideTotal() : house.returnedBase(instrumentId);
                    case MARKET -> instrumentId == 0 ? house.marketQuote() : house.marketBase(instrumentId);
                    case FEES -> instrumentId == 0 ? house.fees() : new WideTotal();
                };
        return total.saturated();
    }

    @Override
    public boolean isBalanced() {
        return engine.audit().isBalanced();
    }
}
