package io.bullring.gateway.push;

/** Something that happened, on its way to those who listen. Immutable. */
public sealed interface Push permits Tick, OrderChange, PortfolioChange {}
