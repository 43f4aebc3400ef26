package io.bullring.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What the batch makes is what RocksDB itself makes of the same changes. */
final class RowBatchTest {
    private static final int ROUNDS = 500;
    private static final int MOST_CHANGES = 300;
    private static final int[] ROW_BYTES = {0, 1, 8, 127, 128, 300, 16_383, 16_384};

    private final RowBatch batch = new RowBatch();

    @BeforeAll
    static void load() {
        NativeCode.load();
    }

    @Test
    void shouldMakeTheBytesThatTheDatabaseMakes() throws RocksDBException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            try (WriteBatch expected = new WriteBatch()) {
                change(random, expected);
                if (random.nextInt(4) == 0) {
                    byte[] from = key(random);
                    byte[] to = key(random);
                    batch.deleteRange(from, to);
                    expected.deleteRange(from, to);
                    change(random, expected);
                }

                assertThat(batch.ordered()).as("seed " + seed).isEqualTo(expected.data());
            }
            batch.clear();
        }
    }

    @Test
    void shouldHoldNothingOnceItIsCleared() throws RocksDBException {
        batch.put(new byte[]{1}, new byte[100]);
        batch.ordered();
        batch.clear();

        try (WriteBatch nothing = new WriteBatch()) {
            assertThat(batch.ordered()).isEqualTo(nothing.data());
        }
        assertThat(batch.bytes()).isZero();
    }

    /** Of several changes of a key the last one counts, and keys are compared as unsigned bytes. */
    private void change(Random random, WriteBatch expected) throws RocksDBException {
        Map<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);
        int changes = random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            byte[] key = key(random);
            if (random.nextInt(5) == 0) {
                batch.delete(key);
                rows.put(key, null);
            } else {
                byte[] row = new byte[ROW_BYTES[random.nextInt(ROW_BYTES.length)]];
                random.nextBytes(row);
                batch.put(key, row);
                rows.put(key, row);
            }
        }
        for (Map.Entry<byte[], byte[]> row : rows.entrySet()) {
            if (row.getValue() == null) {
                expected.delete(row.getKey());
            } else {
                expected.put(row.getKey(), row.getValue());
            }
        }
    }

    private static byte[] key(Random random) {
        byte[] key = new byte[1 + random.nextInt(12)];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (random.nextInt(3) * 127); // few of them, so that some come twice and one begins as another does
        }
        return key;
    }
}
