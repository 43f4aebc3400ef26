package io.bullring.gateway.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The event loop is a queue of tasks here, which the test runs when it likes. */
final class HandoverTest {
    private static final int CAPACITY = 8;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private boolean fails;
    private final Handover handover = new Handover(CAPACITY, tasks::add, new Teller());

    @Test
    void shouldTellNothingThatNobodyWants() {
        handover.offer(tick(1));
        handover.offer(change());
        handover.onBatchEnd();
        assertEquals(List.of(), run());
    }

    @Test
    void shouldTellInOrderWhatIsWanted() {
        handover.want(true, true);
        handover.offer(tick(1));
        handover.offer(change());
        handover.offer(tick(2));
        handover.onBatchEnd();
        assertEquals(List.of("tick 1", "order", "tick 2", "end"), run());
    }

    @Test
    void shouldTellOrdersAndPortfoliosOnlyToWhoWantsOnlyThem() {
        handover.want(false, true);
        handover.offer(tick(1));
        handover.offer(change());
        handover.offer(new PortfolioChange(1, 1));
        handover.onBatchEnd();
        assertEquals(List.of("order", "portfolio", "end"), run());
        handover.want(true, false);
        handover.offer(new PortfolioChange(1, 1));
        handover.onBatchEnd();
        assertEquals(List.of(), run());
    }

    @Test
    void shouldTellNothingBeforeTheHistoryHasIt() {
        handover.want(true, true);
        handover.offer(tick(1));
        handover.onBatchEnd();
        handover.offer(tick(2));
        assertEquals(List.of("tick 1", "end"), run());
        handover.onBatchEnd();
        assertEquals(List.of("tick 2", "end"), run());
    }

    @Test
    void shouldRunNothingOnTheLoopBeforeTheBatchEnds() {
        handover.want(true, true);
        handover.offer(change());
        handover.offer(new PortfolioChange(1, 1));
        handover.offer(tick(1));
        assertEquals(0, tasks.size());
        handover.onBatchEnd();
        assertEquals(List.of("order", "portfolio", "tick 1", "end"), run());
        handover.offer(change());
        assertEquals(0, tasks.size());
    }

    @Test
    void shouldKnowWhetherAPriceIsToBeToldOf() {
        assertEquals(false, handover.hasTicksInBatch());
        handover.offer(tick(1));
        assertEquals(false, handover.hasTicksInBatch(), "nobody wants it");
        handover.want(true, true);
        handover.offer(change());
        assertEquals(false, handover.hasTicksInBatch(), "an order is no price");
        handover.offer(tick(2));
        assertEquals(true, handover.hasTicksInBatch());
        handover.onBatchEnd();
        assertEquals(false, handover.hasTicksInBatch(), "it was told");
        for (int i = 0; i <= CAPACITY; i++) {
            handover.offer(change());
        }
        handover.offer(tick(3));
        assertEquals(true, handover.hasTicksInBatch(), "nor is one lost before the history has it");
    }

    @Test
    void shouldScheduleOneTaskForAllThatWaits() {
        handover.want(true, true);
        for (int i = 1; i <= 3; i++) {
            handover.offer(tick(i));
            handover.onBatchEnd();
        }
        assertEquals(1, tasks.size());
        assertEquals(List.of("tick 1", "tick 2", "tick 3", "end"), run());
    }

    @Test
    void shouldLeaveRoomForOrdersWhenTicksAreTooMany() {
        handover.want(true, true);
        for (int i = 1; i <= CAPACITY; i++) {
            handover.offer(tick(i));
        }
        for (int i = 0; i < CAPACITY / 2; i++) {
            handover.offer(change());
        }
        handover.onBatchEnd();
        assertEquals(
                List.of("tick 1", "tick 2", "tick 3", "tick 4", "order", "order", "order", "order", "ticks lost",
                        "end"),
                run());
    }

    @Test
    void shouldTellOfLostOrdersBeforeAnythingElse() {
        handover.want(true, true);
        for (int i = 0; i <= CAPACITY; i++) {
            handover.offer(change());
        }
        handover.onBatchEnd();
        List<String> first = run();
        assertEquals("orders lost", first.getFirst());
        assertEquals(CAPACITY, first.stream().filter("order"::equals).count());

        handover.offer(change());
        handover.onBatchEnd();
        assertEquals(List.of("order", "end"), run());
    }

    @Test
    void shouldTellOfLostOrdersWhenALoopFailsAtOne() {
        handover.want(true, true);
        fails = true;
        handover.offer(change());
        handover.offer(tick(2));
        handover.onBatchEnd();
        assertThrows(IllegalStateException.class, tasks.remove()::run);
        fails = false;
        assertEquals(List.of("orders lost", "tick 2", "end"), run());
    }

    @Test
    void shouldTellNobodyAnyMoreWhenTheLoopIsGone() {
        Handover orphan = new Handover(CAPACITY, task -> {
            throw new RejectedExecutionException();
        }, new Teller());
        orphan.want(true, true);
        for (int i = 0; i < 2 * CAPACITY; i++) {
            orphan.offer(change());
            orphan.onBatchEnd();
        }
        assertEquals(List.of(), told);
    }

    private List<String> run() {
        told.clear();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        return List.copyOf(told);
    }

    private static Tick tick(long sequence) {
        return new Tick(sequence, 1, 1, 1, 1, 1, 1, true, true);
    }

    private static OrderChange change() {
        return new OrderChange(1, null);
    }

    private final class Teller implements PushHandler {
        @Override
        public void onTick(Tick tick) {
            told.add("tick " + tick.sequence());
        }

        @Override
        public void onOrderChange(OrderChange change) {
            if (fails) {
                throw new IllegalStateException("as the test wants it");
            }
            told.add("order");
        }

        @Override
        public void onPortfolioChange(PortfolioChange change) {
            told.add("portfolio");
        }

        @Override
        public void onOrdersLost() {
            told.add("orders lost");
        }

        @Override
        public void onTicksLost() {
            told.add("ticks lost");
        }

        @Override
        public void onBatchEnd() {
            told.add("end");
        }
    }
}
