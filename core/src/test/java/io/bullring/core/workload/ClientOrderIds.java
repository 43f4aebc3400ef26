package io.bullring.core.workload;

/** Client order ids, each other than all before: an {@code o} and eleven hexadecimal digits. */
final class ClientOrderIds {
    private static final byte[] DIGITS =
            {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private final byte[] bytes = new byte[12];
    private long count;

    ClientOrderIds() {
        bytes[0] = 'o';
    }

    /** Writes the next id and returns its length. */
    int next() {
        count++;
        for (int i = 1; i < bytes.length; i++) {
            bytes[i] = DIGITS[(int) (count >>> (4 * (bytes.length - 1 - i))) & 15];
        }
        return bytes.length;
    }

    /** Where the id is. */
    byte[] bytes() {
        return bytes;
    }
}
