package io.bullring.core.workload;

import io.bullring.core.book.BookCancel;
import io.bullring.core.book.BookListener;
import io.bullring.core.book.BookRefusal;
import io.bullring.protocol.Side;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The orders that rest while a tape is made, in no order: their ids, and by id what else has to be known. Ids are small. It listens to
 * a book that goes along, and what that refuses is a mistake of the tape.
 */
final class RestingOrders implements BookListener {
    private final int[] owners;
    private final boolean[] areBuys;
    private final long[] pricesE8;
    private final long[] leftE8;
    private final int[] places;
    private final int[] ids;
    private int count;
    private int buys;

    RestingOrders(int maxId) {
        owners = new int[maxId + 1];
        areBuys = new boolean[maxId + 1];
        pricesE8 = new long[maxId + 1];
        leftE8 = new long[maxId + 1];
        places = new int[maxId + 1];
        ids = new int[maxId + 1];
        Arrays.fill(places, -1);
    }

    int count() {
        return count;
    }

    int buys() {
        return buys;
    }

    boolean contains(long id) {
        return places[(int) id] >= 0;
    }

    int owner(long id) {
        return owners[(int) id];
    }

    Side side(long id) {
        return areBuys[(int) id] ? Side.BUY : Side.SELL;
    }

    long priceE8(long id) {
        return pricesE8[(int) id];
    }

    long leftE8(long id) {
        return leftE8[(int) id];
    }

    long any(SplittableRandom random) {
        return ids[random.nextInt(count)];
    }

    @Override
    public void accepted(long orderId, int owner, Side side, long priceE8, long quantityE8) {
        int id = (int) orderId;
        owners[id] = owner;
        areBuys[id] = side == Side.BUY;
        buys += areBuys[id] ? 1 : 0;
        pricesE8[id] = priceE8;
        leftE8[id] = quantityE8;
        places[id] = count;
        ids[count++] = id;
    }

    @Override
    public void traded(
            long restingId, int restingOwner, long arrivingId, int arrivingOwner, long priceE8, long quantityE8) {
        take(restingId, quantityE8);
        take(arrivingId, quantityE8);
    }

    private void take(long id, long quantityE8) {
        leftE8[(int) id] -= quantityE8;
        if (leftE8[(int) id] == 0) {
            remove((int) id);
        }
    }

    private void remove(int id) {
        buys -= areBuys[id] ? 1 : 0;
        int last = ids[--count];
        ids[places[id]] = last;
        places[last] = places[id];
        places[id] = -1;
    }

    @Override
    public void reduced(long orderId, long quantityE8) {
        leftE8[(int) orderId] = quantityE8;
    }

    @Override
    public void replaced(long orderId, long priceE8, long quantityE8) {
        pricesE8[(int) orderId] = priceE8;
        leftE8[(int) orderId] = quantityE8;
    }

    @Override
    public void cancelled(long orderId, long quantityE8, BookCancel reason) {
        remove((int) orderId);
    }

    @Override
    public void rejected(long orderId, BookRefusal reason) {
        throw new IllegalStateException("refused: " + orderId + " " + reason);
    }
}
