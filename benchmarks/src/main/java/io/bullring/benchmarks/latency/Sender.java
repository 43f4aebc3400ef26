package io.bullring.benchmarks.latency;

import io.bullring.core.port.CommandGate;

/**
 * Sends the commands of a reel when they are due. Never early; and when it is late, because the gate pressed or the machine
 * stopped, it sends what is overdue at once and the clocks of those commands have been running: open loop. A command's
 * correlation id is the time at which it was due, so whoever replies knows it. Works on the calling thread.
 */
final class Sender {
    /** Source of commands that nobody measures: opening and warm-up. */
    static final int UNMEASURED = 0;

    /** Source of commands whose replies are measured. */
    static final int MEASURED = 1;

    private final CommandReel reel;
    private final CommandGate gate;

    Sender(CommandReel reel, CommandGate gate) {
        this.reel = reel;
        this.gate = gate;
    }

    /** Sends the commands from one index up to another, without it, as fast as the gate takes them. */
    void sendAtOnce(int from, int to) {
        for (int i = from; i < to; i++) {
            insist(i, UNMEASURED, 0);
        }
    }

    /**
     * Sends the commands from one index up to another, without it, each when it is due.
     *
     * @return how many of them met pressure, and were offered again until there was room
     */
    long sendWhenDue(int from, int to, Schedule schedule, int source) {
        long pressed = 0;
        for (int i = from; i < to; i++) {
            long dueNs = schedule.awaitDue(i - from);
            if (insist(i, source, dueNs)) {
                pressed++;
            }
        }
        return pressed;
    }

    /** Offers a command until it is taken. Returns whether the first offer met pressure. */
    private boolean insist(int index, int source, long correlationId) {
        int answer = reel.offer(index, gate, source, correlationId);
        boolean isPressed = answer == CommandGate.PRESSURE;
        while (answer == CommandGate.PRESSURE) {
            Thread.onSpinWait();
            answer = reel.offer(index, gate, source, correlationId);
        }
        if (answer != CommandGate.TAKEN) {
            throw new GateClosed(index);
        }
        return isPressed;
    }
}
