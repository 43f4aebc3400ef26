package io.bullring.journal;

import io.bullring.core.engine.TradingEngine;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.Portfolios;
import java.util.ArrayList;
import java.util.List;

/** Every portfolio of an engine with all that it owns, a line each, to be compared without trusting a hash. */
final class WalletList {
    private WalletList() {}

    static List<String> of(TradingEngine engine) {
        Portfolios portfolios = engine.portfolios();
        List<String> lines = new ArrayList<>();
        for (int place = 1; place <= portfolios.places(); place++) {
            if (portfolios.isOpen(place)) {
                lines.add(line(portfolios, place));
            }
        }
        return lines;
    }

    private static String line(Portfolios portfolios, int place) {
        StringBuilder line = new StringBuilder();
        line.append("portfolio ").append(portfolios.id(place));
        line.append(" of agent ").append(portfolios.agentId(place));
        line.append(" began with ").append(portfolios.startingBalanceE8(place));
        line.append(", available ").append(portfolios.availableE8(place));
        line.append(", held ").append(portfolios.heldE8(place));
        line.append(", realized ").append(portfolios.realizedPnlE8(place));
        line.append(", open orders ").append(portfolios.openOrders(place));
        Holdings holdings = portfolios.holdings();
        for (int row = portfolios.firstHolding(place); row != Portfolios.NONE; row = holdings.next(row)) {
            line.append("; instrument ").append(holdings.instrumentId(row));
            line.append(": available ").append(holdings.availableE8(row));
            line.append(", held ").append(holdings.heldE8(row));
            line.append(", cost ").append(holdings.costE8(row));
            line.append(", realized ").append(holdings.realizedPnlE8(row));
        }
        return line.toString();
    }
}
