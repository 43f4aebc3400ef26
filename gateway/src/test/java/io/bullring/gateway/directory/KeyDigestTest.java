package io.bullring.gateway.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class KeyDigestTest {
    /** SHA-256 of "abc", from FIPS 180-2. */
    private static final byte[] ABC =
            HexFormat.of().parseHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    @Test
    void shouldBeTheSha256OfTheKey() {
        assertEquals(KeyDigest.of(ABC), KeyDigest.ofKey("abc"));
        assertNotEquals(KeyDigest.of(ABC), KeyDigest.ofKey("abd"));
    }

    @Test
    void shouldGiveItsBytesBack() {
        assertArrayEquals(ABC, KeyDigest.of(ABC).bytes());
    }

    @Test
    void shouldDifferWhenAnyBitDiffers() {
        for (int bit = 0; bit < KeyDigest.LENGTH * Byte.SIZE; bit++) {
            byte[] other = ABC.clone();
            other[bit >> 3] ^= (byte) (1 << (bit & 7));
            assertNotEquals(KeyDigest.of(ABC), KeyDigest.of(other));
        }
    }

    @Test
    void shouldRefuseAnyOtherLength() {
        assertThrows(IllegalArgumentException.class, () -> KeyDigest.of(new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> KeyDigest.of(new byte[33]));
    }

    @Test
    void shouldNotPrintAllOfIt() {
        assertEquals("KeyDigest[ba7816bf...]", KeyDigest.of(ABC).toString());
    }
}
