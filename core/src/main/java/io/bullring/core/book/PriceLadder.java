package io.bullring.core.book;

/** The levels of one side of a book in the order of their keys, the lowest being the best. */
abstract class PriceLadder {
    /** The level with the lowest key, or {@link BookOrders#NIL}. */
    abstract int best();

    /** The level with this key, or {@link BookOrders#NIL}; then {@link #insert} may put one there. */
    abstract int find(long key);

    /** Puts a level where {@link #find} has just not found one. */
    abstract void insert(long key, int level);

    /** Takes the level with this key out. */
    abstract void remove(long key);

    /** The level with the next higher key, or {@link BookOrders#NIL}. */
    abstract int after(long key);

    static PriceLadder create(long tick) {
        return switch (System.getProperty("ladder", "blocks")) {
            case "array" -> new ArrayLadder();
            case "tree" -> new TreeLadder();
            case "window" -> new WindowLadder(tick);
            default -> new BlockLadder();
        };
    }
}
