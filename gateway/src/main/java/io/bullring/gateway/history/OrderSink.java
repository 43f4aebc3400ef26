package io.bullring.gateway.history;

/** Takes every order that is new or changed, as the change left it, in the order of the events. On the follower's thread. */
@FunctionalInterface
public interface OrderSink {
    /** For a history of which nobody wants to be told. */
    OrderSink NONE = order -> {};

    /** The history has it from the next end of a batch on; whoever waits there for what was told before finds it. */
    void onOrder(OrderRecord order);
}
