package io.bullring.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link MeasuredVenue} in a process of its own, with the flags of this one but a heap of its own. For one thread. */
final class ServerProcess implements AutoCloseable {
    private static final String HEAP = "1g";
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final List<URI> addresses;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        answers = process.inputReader(StandardCharsets.UTF_8);
        orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        String serving = answers.readLine();
        if (serving == null || !serving.startsWith("http")) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not start; it said: " + serving);
        }
        addresses = List.of(serving.split(" ")).stream().map(URI::create).toList();
    }

    /**
     * @param directory where the venue keeps everything, and its log goes
     * @param identityOrNull to serve over TLS, too
     * @param ordersPerMinute of one agent; 0: as many as it likes
     */
    static ServerProcess start(Path directory, Path identityOrNull, int pricesPerSecond, int ordersPerMinute)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean()
                .getInputArguments()
                .stream()
                .filter(flag -> !flag.startsWith("-Xm"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xms" + HEAP, "-Xmx" + HEAP, "-cp", System.getProperty("java.class.path"),
                MeasuredVenue.class.getName(),
                "--data", directory.resolve("venue").toString(),
                "--prices", Integer.toString(pricesPerSecond),
                "--orders-a-minute", Integer.toString(ordersPerMinute)));
        if (identityOrNull != null) {
            command.addAll(List.of("--identity", identityOrNull.toString()));
        }
        return new ServerProcess(new ProcessBuilder(command)
                .redirectError(Redirect.to(directory.resolve("server.log").toFile()))
                .start());
    }

    /** In clear. */
    URI address() {
        return addresses.getFirst();
    }

    /** Over TLS. */
    URI secureAddress() {
        return addresses.getLast();
    }

    CpuTime cpuTime() {
        return CpuTime.of(process.pid());
    }

    void accessLog(boolean isOn) throws IOException {
        ask(isOn ? "access-log on" : "access-log off");
    }

    Footprint footprint() throws IOException {
        return Footprint.parse(ask("footprint"));
    }

    private String ask(String what) throws IOException {
        orders.println(what);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IllegalStateException("the server has ended; its log is below its data directory");
        }
        return answer;
    }

    /** Lets it end in order. */
    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
