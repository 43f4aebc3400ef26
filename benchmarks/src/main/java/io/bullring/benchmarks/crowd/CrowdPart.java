package io.bullring.benchmarks.crowd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The program of one virtual machine of {@code bench crowd}: it has one engine to itself, so that neither the compiler nor the
 * collector knows of another. Reads from standard input what to measure and how often, one line each, and answers with the
 * nanoseconds of one operation, and with what the machine alone was capable of around it.
 */
public final class CrowdPart {
    static final String WEIGH = "weigh";
    static final String INVESTED = "invested";
    static final String READY = "ready";

    private CrowdPart() {}

    /** What can be measured. */
    enum Work {
        MARKET_ORDER {
            @Override
            double run(CrowdTrades trades, int count) {
                return trades.marketOrders(count);
            }
        },
        PRICE {
            @Override
            double run(CrowdTrades trades, int count) {
                return trades.prices(count);
            }
        },
        FIRED_ORDER {
            @Override
            double run(CrowdTrades trades, int count) {
                return trades.firedOrders(count);
            }
        };

        abstract double run(CrowdTrades trades, int count);
    }

    /** @param arguments how many agents, and {@link #WEIGH} or {@link #INVESTED} */
    public static void main(String[] arguments) throws IOException {
        int agents = Integer.parseInt(arguments[0]);
        String kind = arguments[1];
        Crowd crowd = kind.equals(INVESTED) ? Crowd.invested(agents) : Crowd.withCash(agents);
        open(crowd, kind.equals(WEIGH));
        System.out.println(READY);
        CrowdTrades trades = new CrowdTrades(crowd);
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] words = line.split(" ");
            crowd.refresh();
            double before = trades.machineAlone();
            double ns = Work.valueOf(words[0]).run(trades, Integer.parseInt(words[1]));
            System.out.println(ns + " " + Math.max(before, trades.machineAlone()));
            crowd.shouldHaveRefusedNothing();
        }
    }

    private static void open(Crowd crowd, boolean weighs) {
        Weights weights = new Weights();
        crowd.defineInstruments();
        weights.came("instrument", Crowd.INSTRUMENTS);
        crowd.fundAgents();
        weights.came("idle funded agent with an account of its own", crowd.agents());
        crowd.buyPositions();
        weights.came("an agent's four positions", crowd.agents());
        crowd.restOrders();
        weights.came("resting order", crowd.agents());
        if (weighs) {
            weights.emptyEngines();
            weights.lines().forEach(System.out::println);
        }
    }
}
