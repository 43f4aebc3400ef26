package io.bullring.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One kind of request and what its rounds came to. */
final class Contender {
    private final String name;
    private final Generator generator;
    private final boolean accessLog;
    private final List<Round> fullSpeed = new ArrayList<>();
    private final List<Round> constantRate = new ArrayList<>();

    /** @param accessLog whether the server logs the requests of its rounds */
    Contender(String name, Generator generator, boolean accessLog) {
        this.name = name;
        this.generator = generator;
        this.accessLog = accessLog;
    }

    /** A round and the processor time that the server took for it. */
    record Round(Outcome outcome, CpuTime cpu) {
        /** The part of the processor time that the compiler took. */
        double compilerShare() {
            return (double) cpu.compilerNs() / cpu.totalNs();
        }
    }

    Round round(ServerProcess server, Pace pace, boolean isCounted) throws IOException, InterruptedException {
        server.accessLog(accessLog);
        CpuTime before = server.cpuTime();
        Round round = new Round(generator.run(pace), server.cpuTime().minus(before));
        if (round.outcome().refused() > 0) {
            throw new IllegalStateException(name + ": " + round.outcome().refused() + " requests were refused");
        }
        if (isCounted) {
            (pace.isOpenLoop() ? constantRate : fullSpeed).add(round);
        }
        return round;
    }

    String name() {
        return name;
    }

    Generator generator() {
        return generator;
    }

    List<Round> fullSpeed() {
        return fullSpeed;
    }

    List<Round> constantRate() {
        return constantRate;
    }
}
