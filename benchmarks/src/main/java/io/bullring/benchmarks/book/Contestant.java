package io.bullring.benchmarks.book;

import io.bullring.core.book.BookLevels;
import io.bullring.core.book.BookListener;
import io.bullring.core.book.BookOrders;
import io.bullring.core.book.OrderBook;
import io.bullring.core.workload.BookTape;

/** A book that takes part. */
enum Contestant {
    BULLRING {
        @Override
        Books open(int books, BookListener listener) {
            BookOrders orders = new BookOrders(Integer.MAX_VALUE);
            BookLevels levels = new BookLevels(orders);
            OrderBook[] all = new OrderBook[books];
            for (int i = 0; i < books; i++) {
                all[i] = new OrderBook(i, orders, levels, listener);
            }
            return (tape, message, book) -> tape.apply(message, all[book]);
        }
    },
    TREE_MAP {
        @Override
        Books open(int books, BookListener listener) {
            TreeMapBook[] all = new TreeMapBook[books];
            for (int i = 0; i < books; i++) {
                all[i] = new TreeMapBook(listener);
            }
            return (tape, message, book) -> apply(tape, message, all[book]);
        }
    },
    /** One report for each message and no book: what the messages, the ring and its reader cost alone. */
    NO_BOOK {
        @Override
        Books open(int books, BookListener listener) {
            return (tape, message, book) -> listener.accepted(
                    tape.orderId(message),
                    tape.owner(message),
                    tape.side(message),
                    tape.priceE8(message),
                    tape.quantityE8(message));
        }
    };

    /** Books, each of which does what a message asks for. */
    @FunctionalInterface
    interface Books {
        void apply(BookTape tape, int message, int book);
    }

    /** New books that have never seen an order. */
    abstract Books open(int books, BookListener listener);

    private static void apply(BookTape tape, int message, TreeMapBook book) {
        long id = tape.orderId(message);
        int code = tape.code(message);
        switch (code) {
            case BookTape.GTC, BookTape.IOC ->
                book.place(
                        id,
                        tape.owner(message),
                        tape.side(message),
                        tape.priceE8(message),
                        tape.quantityE8(message),
                        code == BookTape.GTC);
            case BookTape.MODIFY -> book.modify(id, tape.priceE8(message), tape.quantityE8(message));
            case BookTape.CANCEL -> book.cancel(id);
            default -> throw new IllegalArgumentException("not in a regime: " + tape.line(message));
        }
    }
}
