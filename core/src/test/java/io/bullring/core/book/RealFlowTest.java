package io.bullring.core.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** A book is driven with what happened in real markets, and must have done what they did. Skipped where the recordings are missing. */
class RealFlowTest {
    private static final Path DATA = Path.of("../../shared/data");
    private static final Path ORDERS = DATA.resolve("l3/AAPL_2012-06-21_34200000_37800000_message_50.csv.gz");
    private static final List<Path> DEPTHS = List.of(
            DATA.resolve("l2/binance_spot_btcusdt_20240808.gz"), DATA.resolve("l2/binance_spot_btcusdt_20240809.gz"));
    private static final long TAKER = 1L << 40;

    private final BookReports said = new BookReports();
    private final BookOrders orders = new BookOrders(1_000_000);
    private final OrderBook book = new OrderBook(0, orders, new BookLevels(orders), said);

    /**
     * Each execution becomes an order that takes as much at that price, and meets the order that NASDAQ executed: in all cases but 24,
     * in which an order stood first that had come earlier by the recording; those are taken out by name.
     */
    @Test
    void shouldExecuteTheOrdersThatNasdaqExecuted() throws IOException {
        NasdaqHour hour = new NasdaqHour();
        read(ORDERS, hour::onLine);

        System.out
                .println("AAPL: " + hour.executions + " executions of orders that came in this hour, " + hour.sameOrder
                        + " met the same order; " + hour.unknown + " messages about others; " + book.bestBidE8() + " / "
                        + book.bestOfferE8());
        assertEquals(4_055, hour.executions);
        assertEquals(4_031, hour.sameOrder);
        assertTrue(book.bestBidE8() < book.bestOfferE8());
    }

    private final class NasdaqHour {
        private final Map<Long, Long> left = new HashMap<>();
        private int executions;
        private int sameOrder;
        private int unknown;

        private void execute(long orderId, Side otherSide, long price, long size) {
            executions++;
            long[] first = new long[1];
            book.meetings(otherSide, price, (restingId, owner, priceE8, quantityE8) -> {
                first[0] = restingId;
                return false;
            });
            if (first[0] == orderId) {
                place(TAKER, otherSide, price, size, TimeInForce.IOC);
                String trade = "traded " + orderId + " of 1 with " + TAKER + " of 1 " + size + " @ " + price;
                sameOrder += said.take().contains(trade) ? 1 : 0;
            } else if (left.get(orderId) == 0) {
                book.cancel(orderId);
            } else {
                book.modify(orderId, price, left.get(orderId));
            }
            said.take();
        }

        /** Seconds, type, order, size, price in a hundredth of a cent, direction of the resting order. */
        void onLine(String line) {
            String[] fields = line.strip().split(",");
            long orderId = Long.parseLong(fields[2]);
            long size = Long.parseLong(fields[3]);
            long price = Long.parseLong(fields[4]);
            boolean isBuy = fields[5].equals("1");
            int type = Integer.parseInt(fields[1]);
            if (type == 1) {
                left.put(orderId, size);
                place(orderId, isBuy ? Side.BUY : Side.SELL, price, size, TimeInForce.GTC);
                said.take();
            } else if (type == 5) {
                return; // hidden orders are in nobody's book
            } else if (!left.containsKey(orderId)) {
                unknown++;
            } else {
                left.merge(orderId, -size, Long::sum);
                onChange(type, orderId, price, size, isBuy ? Side.SELL : Side.BUY);
            }
        }

        private void onChange(int type, long orderId, long price, long size, Side otherSide) {
            switch (type) {
                case 2 -> {
                    book.modify(orderId, price, left.get(orderId));
                    assertEquals(List.of("reduced " + orderId + " to " + left.get(orderId)), said.take());
                }
                case 3 -> {
                    book.cancel(orderId);
                    assertEquals(List.of("cancelled " + orderId + " with " + size + " REQUESTED"), said.take());
                }
                case 4 -> execute(orderId, otherSide, price, size);
                default -> throw new AssertionError("type " + type);
            }
        }
    }

    /** Each price of the depth is an order; where Binance tells best prices of the same update, the book must have the same. */
    @Test
    void shouldHaveTheBestPricesThatBinanceTold() throws IOException {
        BinanceDepth depth = new BinanceDepth();
        for (Path file : DEPTHS) {
            read(file, depth::onTicker);
        }
        for (Path file : DEPTHS) {
            read(file, depth::onLine);
        }
        System.out.println(
                "BTCUSDT: " + depth.updates + " updates, " + depth.compared + " best bids and offers compared, "
                        + depth.trades + " trades");
        assertEquals(1_072, depth.compared);
        assertEquals(0, depth.trades);
    }

    private final class BinanceDepth {
        private static final Pattern TICKER =
                Pattern.compile(
                        "\"u\":(\\d+),\"s\":\"BTCUSDT\",\"b\":\"([0-9.]+)\",\"B\":\"[0-9.]+\",\"a\":\"([0-9.]+)\"");
        private static final Pattern LEVEL = Pattern.compile("\\[\"([0-9.]+)\",\"([0-9.]+)\"]");
        private static final Pattern LAST = Pattern.compile("\"(?:u|lastUpdateId)\":(\\d+)");

        private final Map<Long, List<Long>> best = new HashMap<>();
        private final List<String> early = new ArrayList<>();
        private long last;
        private int updates;
        private int compared;
        private long trades;

        void onTicker(String line) {
            Matcher ticker = TICKER.matcher(line);
            if (line.contains("@bookTicker") && ticker.find()) {
                best.put(Long.parseLong(ticker.group(1)), List.of(e8(ticker.group(2)), e8(ticker.group(3))));
            }
        }

        void onLine(String line) {
            boolean isSnapshot = line.contains("\"lastUpdateId\"");
            if (!isSnapshot && !line.contains("depthUpdate")) {
                return;
            }
            Matcher id = LAST.matcher(line);
            assertTrue(id.find(), line);
            long update = Long.parseLong(id.group(1));
            if (!isSnapshot && last == 0) {
                early.add(line);
            } else if (update > last) {
                apply(line, update, isSnapshot);
            }
            if (isSnapshot) {
                early.forEach(this::onLine); // what had come before the snapshot and is later than it
            }
        }

        private void apply(String line, long update, boolean isSnapshot) {
            last = update;
            updates++;
            int offers = line.indexOf(isSnapshot ? "\"asks\":" : "\"a\":");
            String bids = line.substring(0, offers);
            for (boolean goes : new boolean[]{true, false}) { // what goes first, so that what comes meets nothing
                onLevels(bids, Side.BUY, goes);
                onLevels(line.substring(offers), Side.SELL, goes);
            }
            trades += said.take().stream().filter(report -> report.startsWith("traded")).count();
            if (best.containsKey(update)) {
                compared++;
                assertEquals(best.get(update), List.of(book.bestBidE8(), book.bestOfferE8()), "update " + update);
            }
        }

        private void onLevels(String levels, Side side, boolean goes) {
            Matcher level = LEVEL.matcher(levels);
            while (level.find()) {
                long priceE8 = e8(level.group(1));
                long quantityE8 = e8(level.group(2));
                long orderId = priceE8 * 2 + side.value();
                if (goes != (quantityE8 == 0)) {
                    continue;
                }
                if (goes) {
                    book.cancel(orderId);
                } else if (orders.slotOf(orderId) == BookOrders.NIL) {
                    place(orderId, side, priceE8, quantityE8, TimeInForce.GTC);
                } else {
                    book.modify(orderId, priceE8, quantityE8);
                }
            }
        }

        private static long e8(String decimal) {
            return new BigDecimal(decimal).movePointRight(8).longValueExact();
        }
    }

    private void place(long orderId, Side side, long price, long quantity, TimeInForce timeInForce) {
        book.place(orderId, 1, side, price, quantity, timeInForce, false, SelfTradePrevention.NONE);
    }

    private static void read(Path file, Consumer<String> onLine) throws IOException {
        assumeTrue(Files.exists(file), "no recording at " + file);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            reader.lines().forEach(onLine);
        }
    }
}
