package io.bullring.core.model;

import java.math.BigDecimal;

/**
 * What an execution came to.
 *
 * @param released what had been held for the order, zero for a market order
 * @param pnl result of a sale, null for a buy
 */
record ModelFill(
        ModelTrade trade,
        long orderId,
        long fillId,
        BigDecimal price,
        BigDecimal slippagePct,
        BigDecimal gross,
        BigDecimal fee,
        BigDecimal released,
        BigDecimal pnl) {

    long pnlE8() {
        return pnl == null ? Refusal.NONE : Amounts.e8(pnl);
    }
}
