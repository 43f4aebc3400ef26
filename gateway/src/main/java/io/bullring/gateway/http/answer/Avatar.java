package io.bullring.gateway.http.answer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** The picture and colour of an agent that was given none: made from its id, five by five squares, mirrored. */
final class Avatar {
    private static final int SQUARES = 5;
    private static final int HALF = 3;
    private static final int SQUARE_PIXELS = 16;

    private Avatar() {}

    /** Bytes 3 to 5 of the id's digest. */
    static String color(UUID id) {
        return '#' + HexFormat.of().formatHex(digest(id), 3, 6);
    }

    /** An SVG as a data URL. */
    static String url(UUID id) {
        byte[] digest = digest(id);
        StringBuilder svg = new StringBuilder("data:image/svg+xml,");
        svg.append("%3Csvg xmlns='http://www.w3.org/2000/svg' width='80' height='80'%3E");
        svg.append("%3Crect width='80' height='80' fill='%23f0f0f0'/%3E%3Cg fill='%23");
        svg.append(HexFormat.of().formatHex(digest, 0, 3)).append("'%3E");
        for (int row = 0; row < SQUARES; row++) {
            for (int column = 0; column < HALF; column++) {
                if ((digest[(row * HALF + column) % digest.length] & 1) == 0) {
                    square(svg, row, column);
                    if (column < HALF - 1) {
                        square(svg, row, SQUARES - 1 - column);
                    }
                }
            }
        }
        return svg.append("%3C/g%3E%3C/svg%3E").toString();
    }

    private static void square(StringBuilder svg, int row, int column) {
        svg.append("%3Crect x='").append(column * SQUARE_PIXELS);
        svg.append("' y='").append(row * SQUARE_PIXELS);
        svg.append("' width='").append(SQUARE_PIXELS);
        svg.append("' height='").append(SQUARE_PIXELS).append("'/%3E");
    }

    /** MD5 is what the specification draws with; nothing is protected by it. */
    private static byte[] digest(UUID id) {
        try {
            return MessageDigest.getInstance("MD5").digest(id.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }
}
