package io.bullring.gateway.history;

import io.bullring.core.e8.E8;

/**
 * What some fills of one portfolio came to. Immutable; amounts are E8.
 *
 * @param fills all of them, buys and sales
 * @param sales fills with a result
 * @param winning sales with a gain
 * @param losing sales with a loss; the others broke even
 * @param realizedPnlE8 sum of the results, after fees, USDT
 * @param feesE8 sum of the fees, of buys too, USDT; the largest number when it would be beyond that
 */
public record Tally(long fills, long sales, long winning, long losing, long realizedPnlE8, long feesE8) {
    /** Of no fill. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    /** With one fill more. */
    public Tally plus(FillRecord fill) {
        boolean isSale = fill.realizedPnlE8() != OrderRecord.NONE;
        long resultE8 = fill.resultE8();
        return new Tally(
                fills + 1,
                sales + (isSale ? 1 : 0),
                winning + (resultE8 > 0 ? 1 : 0),
                losing + (resultE8 < 0 ? 1 : 0),
                Math.addExact(realizedPnlE8, resultE8),
                E8.saturate(E8.add(feesE8, fill.feeE8())));
    }
}
