package io.bullring.gateway.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An order book that is made up around a price, for clients that want to see one: level i stands i x 0.01 % below or above it, with
 * a quantity between 0.1 and 10. It follows from the price alone, so that equal prices give equal books, and no order is ever
 * filled from it. Immutable.
 *
 * @param bids from the best down
 * @param asks from the best up
 */
public record SyntheticBook(List<Level> bids, List<Level> asks) {
    private static final int PRICE_SCALE = 8;
    private static final BigDecimal STEP = new BigDecimal("0.0001");
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final int SIGNIFICANT_DIGITS = 6;
    private static final int MOST_DIGITS = 12;
    private static final int QUANTITY_SCALE = 3;
    private static final int SMALLEST_QUANTITY = 100;
    private static final int LARGEST_QUANTITY = 10_000;
    private static final long SEED_UNIT_E8 = 1_000_000;

    public SyntheticBook {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /** One price and what there seems to be at it. */
    public record Level(BigDecimal price, BigDecimal quantity) {}

    /** With so many levels on each side. */
    public static SyntheticBook around(long priceE8, int depth) {
        BigDecimal price = BigDecimal.valueOf(priceE8, PRICE_SCALE);
        int digits = digits(price);
        Random random = new Random(priceE8 / SEED_UNIT_E8); // its algorithm is part of the Java API
        List<Level> bids = new ArrayList<>(depth);
        List<Level> asks = new ArrayList<>(depth);
        for (int i = 1; i <= depth; i++) {
            BigDecimal distance = price.multiply(STEP).multiply(BigDecimal.valueOf(i));
            bids.add(level(price.subtract(distance), digits, random));
            asks.add(level(price.add(distance), digits, random));
        }
        return new SyntheticBook(bids, asks);
    }

    private static Level level(BigDecimal price, int digits, Random random) {
        int quantity = SMALLEST_QUANTITY + random.nextInt(LARGEST_QUANTITY - SMALLEST_QUANTITY + 1);
        return new Level(
                price.setScale(digits, RoundingMode.HALF_EVEN), BigDecimal.valueOf(quantity, QUANTITY_SCALE));
    }

    /** Behind the point: enough that neighbours differ, also where a coin costs next to nothing. */
    private static int digits(BigDecimal price) {
        if (price.compareTo(THOUSAND) >= 0) {
            return 2;
        }
        if (price.compareTo(BigDecimal.ONE) >= 0) {
            return 4;
        }
        int zeros = price.scale() - price.precision(); // between the point and the first digit that is none
        return Math.min(SIGNIFICANT_DIGITS + zeros, MOST_DIGITS);
    }
}
