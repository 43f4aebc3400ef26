package io.bullring.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Writing and reading an order (5 fields) and a fill (15 fields), each with a client order id of 12 characters, through the
 * generated codecs of the schema. Peer: the same numbers put plainly into a buffer ({@link PlainCodec}).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class CodecBenchmark {
    private final DirectBuffer clientOrderId =
            new UnsafeBuffer("o0123456789a".getBytes(StandardCharsets.US_ASCII));
    private final SchemaCodec orders = new SchemaCodec();
    private final SchemaCodec fills = new SchemaCodec();
    private final PlainCodec plainOrders = new PlainCodec();
    private final PlainCodec plainFills = new PlainCodec();
    private long number;

    /** There is something to read, and both ways read the same. */
    @Setup
    public void shouldReadTheSame() {
        number = 6_000_000_000_000L;
        encodeOrder();
        encodeFill();
        number = 6_000_000_000_000L;
        encodeOrderPlain();
        encodeFillPlain();
        if (decodeOrder() != decodeOrderPlain() || decodeFill() != decodeFillPlain()) {
            throw new IllegalStateException("the two codecs read different numbers");
        }
    }

    @Benchmark
    public int encodeOrder() {
        return orders.encodeOrder(number++, clientOrderId);
    }

    @Benchmark
    public int encodeOrderPlain() {
        return plainOrders.encodeOrder(number++, clientOrderId);
    }

    @Benchmark
    public long decodeOrder() {
        return orders.decodeOrder();
    }

    @Benchmark
    public long decodeOrderPlain() {
        return plainOrders.decodeOrder();
    }

    @Benchmark
    public int encodeFill() {
        return fills.encodeFill(number++, clientOrderId);
    }

    @Benchmark
    public int encodeFillPlain() {
        return plainFills.encodeFill(number++, clientOrderId);
    }

    @Benchmark
    public long decodeFill() {
        return fills.decodeFill();
    }

    @Benchmark
    public long decodeFillPlain() {
        return plainFills.decodeFill();
    }
}
