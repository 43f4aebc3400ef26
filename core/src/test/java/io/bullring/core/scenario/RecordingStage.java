package io.bullring.core.scenario;

import io.bullring.core.model.EventLine;
import io.bullring.core.model.EventPrinter;
import io.bullring.core.model.HouseAccount;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Another stage, and all events that were caused on it. */
final class RecordingStage implements Stage {
    private final Stage stage;
    private final List<EventLine> events = new ArrayList<>();

    RecordingStage(Stage stage) {
        this.stage = stage;
    }

    /** In their order. */
    List<EventLine> events() {
        return events;
    }

    @Override
    public EventPrinter play(long timeNs, DirectBuffer command, int length) {
        EventPrinter caused = stage.play(timeNs, command, length);
        events.addAll(caused.lines());
        return caused;
    }

    @Override
    public Holding quote(long portfolioId) {
        return stage.quote(portfolioId);
    }

    @Override
    public Holding base(long portfolioId, int instrumentId) {
        return stage.base(portfolioId, instrumentId);
    }

    @Override
    public int openOrders(long portfolioId) {
        return stage.openOrders(portfolioId);
    }

    @Override
    public long houseE8(HouseAccount account, int instrumentId) {
        return stage.houseE8(account, instrumentId);
    }

    @Override
    public boolean isBalanced() {
        return stage.isBalanced();
    }
}
