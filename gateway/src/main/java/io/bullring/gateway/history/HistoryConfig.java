package io.bullring.gateway.history;

/**
 * How much memory the history takes, and how much work one read may be. What lies on disk has no bound here: an
 * operator watches the disk.
 *
 * @param cacheBytes blocks read from disk, their indexes and filters
 * @param writeBufferBytes rows in memory until they are written in order, three such buffers at most
 * @param maxBatchBytes rows of one transaction, apart from those of its last command
 * @param maxCandlesInMemory candles that are being added to; beyond it all are read again when they are needed
 * @param maxPortfoliosInMemory cash and positions of portfolios that traded lately; others are read when they trade
 * @param maxOpenOrdersInMemory orders that rest since lately; others are read when they end
 * @param maxScannedRows rows of one agent that one question looks at, off the event loop; what would take more is refused by name
 */
public record HistoryConfig(
        long cacheBytes, long writeBufferBytes, int maxBatchBytes, int maxCandlesInMemory, int maxPortfoliosInMemory,
        int maxOpenOrdersInMemory, int maxScannedRows) {
    public HistoryConfig {
        if (cacheBytes < 1 << 20
                || writeBufferBytes < 1 << 16
                || maxBatchBytes < 1
                || maxCandlesInMemory < 1
                || maxPortfoliosInMemory < 1
                || maxOpenOrdersInMemory < 1
                || maxScannedRows < 1) {
            throw new IllegalArgumentException("cacheBytes " + cacheBytes + ", writeBufferBytes " + writeBufferBytes
                    + ", maxBatchBytes " + maxBatchBytes + ", maxCandlesInMemory " + maxCandlesInMemory
                    + ", maxPortfoliosInMemory " + maxPortfoliosInMemory + ", maxOpenOrdersInMemory "
                    + maxOpenOrdersInMemory + ", maxScannedRows " + maxScannedRows);
        }
    }

    /** 64 MiB of cache, buffers of 32 MiB, batches of 1 MiB, 10,000 candles, 100,000 portfolios and open orders, 1,000,000 rows a question. */
    public static HistoryConfig defaults() {
        return new HistoryConfig(64 << 20, 32 << 20, 1 << 20, 10_000, 100_000, 100_000, 1_000_000);
    }
}
