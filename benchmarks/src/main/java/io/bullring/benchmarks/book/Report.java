package io.bullring.benchmarks.book;

/** What a book said, as it stands in the ring. */
final class Report {
    int kind;
    int reason;
    long orderId;
    long otherId;
    long priceE8;
    long quantityE8;

    /** Mixes the report into a hash of all before it. */
    long addTo(long hash) {
        long mixed = hash;
        mixed = (mixed ^ kind) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ reason) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ orderId) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ otherId) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ priceE8) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ quantityE8) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ mixed >>> 29;
    }
}
