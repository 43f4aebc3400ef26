package io.bullring.core.model;

/** The venue's own accounts. */
public enum HouseAccount {
    /** USDT given to portfolios at their start, less what came back at their end. */
    ISSUANCE,
    /** Base assets that closed portfolios still had. */
    RETURNED,
    /** The other side of fills. */
    MARKET,
    FEES
}
