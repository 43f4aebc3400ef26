package io.bullring.gateway.http;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A WebSocket client of bytes: it reads only when asked, and sends what no library would. Reads have an end. */
final class RawSocket implements AutoCloseable {
    private static final int TIMEOUT_MS = 20_000;
    private static final int CLOSE = 8;
    private static final int TEXT = 1;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    /** What the venue answered to the request for an upgrade. */
    record Answer(int status, String body) {}

    private RawSocket(int port, int receiveBytes) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(receiveBytes);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1));
        out = socket.getOutputStream();
    }

    static Answer handshake(int port, String query, String... headers) {
        try (RawSocket socket = new RawSocket(port, 64 << 10)) {
            return socket.upgrade(query, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for an upgrade, and is gone before the answer: no end of the stream, but a reset. */
    static void handshakeAndReset(int port, String query) {
        try (RawSocket socket = new RawSocket(port, 64 << 10)) {
            socket.requestUpgrade(query);
            socket.reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawSocket open(int port, String query) {
        return open(port, query, 64 << 10);
    }

    /** @param receiveBytes how much the kernel may take in before somebody reads */
    static RawSocket open(int port, String query, int receiveBytes) {
        try {
            RawSocket socket = new RawSocket(port, receiveBytes);
            Answer answer = socket.upgrade(query);
            if (answer.status() != 101) {
                throw new IllegalStateException(answer.toString());
            }
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One frame, masked as a client's must be. */
    void frame(int firstByte, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) firstByte);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        bytes(Arrays.copyOf(frame.array(), frame.position()));
    }

    void text(String json) {
        frame(0x81, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next text. */
    String text() {
        Frame frame = next();
        while (frame.opcode != TEXT) {
            frame = next();
        }
        return new String(frame.payload, StandardCharsets.UTF_8);
    }

    /** Reads to the end, and returns the code by which the venue closed. */
    int closeCode() {
        Frame frame = next();
        while (frame.opcode != CLOSE) {
            frame = next();
        }
        return ByteBuffer.wrap(frame.payload).getShort();
    }

    /** Whether the venue has ended the connection, whatever it says before. */
    boolean isEnded() {
        byte[] read = new byte[1_024];
        try {
            while (in.read(read) >= 0) {
                continue;
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true; // reset: an end as well
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gone without a word: no end of the stream, but a reset. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    private record Frame(int opcode, byte[] payload) {}

    private Frame next() {
        try {
            int opcode = in.readUnsignedByte() & 0x0F;
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            byte[] payload = new byte[length];
            in.readFully(payload);
            return new Frame(opcode, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requestUpgrade(String query, String... headers) {
        StringBuilder request = new StringBuilder("GET /ws/v1" + query + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        bytes(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }

    private Answer upgrade(String query, String... headers) throws IOException {
        requestUpgrade(query, headers);
        String head = line();
        int status = Integer.parseInt(head.substring(9, 12));
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
