package io.bullring.gateway.history;

import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.TimeInForce;

/** Under which conditions an order came to its book. Immutable. */
public record BookConditions(TimeInForce timeInForce, boolean postOnly, SelfTradePrevention selfTradePrevention) {}
