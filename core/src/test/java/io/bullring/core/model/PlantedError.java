package io.bullring.core.model;

import static java.math.RoundingMode.UP;

import io.bullring.core.event.EventSink;
import io.bullring.protocol.CancelReason;
import java.math.BigDecimal;
import java.util.function.Function;

/** Models with one error each: what {@link Campaign} must find. The engine beside them is right. */
enum PlantedError implements Function<EventSink, ReferenceModel> {
    FEE_ROUNDED_UP(new ModelParts() {
        @Override
        ModelExecution execution(ModelVenue venue, EventSink sink) {
            return new ModelExecution(venue, sink) {
                @Override
                ModelPricing priceOf(ModelTrade trade, long nowNs) {
                    ModelPricing right = super.priceOf(trade, nowNs);
                    BigDecimal fee = right.gross().multiply(Amounts.of(venue.rules.feeRateE8())).setScale(8, UP);
                    return new ModelPricing(right.price(), right.slippagePct(), right.gross(), fee);
                }
            };
        }
    }),

    HALT_KEPT_WHEN_CLOSED(new ModelParts() {
        @Override
        ModelFunding funding(ModelVenue venue, ModelResting resting) {
            return new ModelFunding(venue, resting) {
                @Override
                void close(ModelPortfolio portfolio, CancelReason reason) {
                    boolean isHalted = venue.halted.contains(portfolio);
                    super.close(portfolio, reason);
                    if (isHalted) {
                        venue.halted.add(portfolio);
                    }
                }
            };
        }
    }),

    SWEEP_SKIPS_THE_SECOND_AGENT(new ModelParts() {
        @Override
        ModelSweeps sweeps(ModelVenue venue, ModelResting resting) {
            return new ModelSweeps(venue, resting) {
                @Override
                int touch(ModelSweep sweep, ModelAgent agent) {
                    return agent != null && agent.id == 2 ? 0 : super.touch(sweep, agent);
                }
            };
        }
    }),

    PARKED_ORDERS_WAKE_WITH_THE_ACCOUNT(new ModelParts() {
        @Override
        ModelSweeps sweeps(ModelVenue venue, ModelResting resting) {
            return new ModelSweeps(venue, resting) {
                @Override
                int touch(ModelSweep sweep, ModelAgent agent) {
                    int touched = super.touch(sweep, agent);
                    boolean wakesToo = agent != null && !sweep.cancels && agent.isParked();
                    return wakesToo ? touched + resting.wakeAll(agent.parked) : touched;
                }
            };
        }
    });

    private final ModelParts parts;

    PlantedError(ModelParts parts) {
        this.parts = parts;
    }

    @Override
    public ReferenceModel apply(EventSink sink) {
        return new ReferenceModel(sink, parts);
    }
}
