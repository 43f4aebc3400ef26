package io.bullring.core.engine;

import io.bullring.core.account.Accounts;
import io.bullring.core.account.VenueRules;
import io.bullring.core.id.IdCounter;
import io.bullring.core.market.Instruments;
import io.bullring.core.order.Orders;
import io.bullring.core.order.Placements;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.risk.DailyLoss;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.House;
import io.bullring.core.wallet.Portfolios;

/**
 * Everything that the engine remembers between two commands, and nothing else. The desks share it. Engine thread only.
 */
final class VenueState {
    final Accounts accounts = new Accounts();
    final Instruments instruments = new Instruments();
    final Portfolios portfolios = new Portfolios();
    final House house = new House();
    final Orders orders = new Orders(portfolios);
    final Books books = new Books();
    final Placements placements = new Placements();
    final DailyLoss dailyLoss = new DailyLoss(portfolios);
    final IdCounter orderIds = new IdCounter();
    final IdCounter fillIds = new IdCounter();

    /** Null until the venue is configured. */
    VenueRules rules;

    /** Writes all of it in one fixed order, by id. */
    void writeTo(SnapshotSink sink) {
        sink.putLong(rules == null ? 0 : 1);
        if (rules != null) {
            rules.writeTo(sink);
        }
        sink.putLong(orderIds.last());
        sink.putLong(fillIds.last());
        instruments.writeTo(sink);
        books.writeTo(sink);
        accounts.writeTo(sink);
        portfolios.writeTo(sink);
        house.writeTo(sink, instruments.count());
        orders.writeTo(sink, books::groupNumber);
        placements.writeTo(sink);
        dailyLoss.writeTo(sink);
    }

    Holdings holdings() {
        return portfolios.holdings();
    }
}
