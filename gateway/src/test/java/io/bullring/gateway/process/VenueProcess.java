package io.bullring.gateway.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged venue, or the packaged journal tool, as a process of its own. Every wait is bounded. */
final class VenueProcess implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");
    private static final long START_SECONDS = 90;
    private static final long END_SECONDS = 30;

    private static boolean hasServed;

    private final Process process;
    private final URI address;
    private final StringBuffer output;

    private VenueProcess(Process process, URI address, StringBuffer output) {
        this.process = process;
        this.address = address;
        this.output = output;
    }

    /**
     * Starts the venue on a free port and waits until it serves. Beside the first one none is started: after a build it notes
     * what a start loads, so that the others have it.
     */
    static VenueProcess start(Path data, String... options) throws IOException, InterruptedException {
        synchronized (VenueProcess.class) {
            if (!hasServed) {
                VenueProcess first = startNow(data, options);
                hasServed = true;
                return first;
            }
        }
        return startNow(data, options);
    }

    private static VenueProcess startNow(Path data, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("start", "--data", data.toString(), "--port", "0"));
        arguments.addAll(List.of(options));
        Process process = launch(temporary(data), arguments);
        CompletableFuture<URI> address = new CompletableFuture<>();
        StringBuffer output = new StringBuffer();
        Thread reader = new Thread(() -> read(process, output, address), "venue-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return new VenueProcess(process, address.get(START_SECONDS, TimeUnit.SECONDS), output);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("the venue does not serve", e);
        }
    }

    private static void read(Process process, StringBuffer output, CompletableFuture<URI> address) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                Matcher serving = SERVING.matcher(line);
                if (serving.find()) {
                    address.complete(URI.create(serving.group(1)));
                }
            }
            address.completeExceptionally(new IllegalStateException("ended before it served:\n" + output));
        } catch (IOException e) {
            address.completeExceptionally(new UncheckedIOException(e));
        }
    }

    /** Runs the journal tool to its end and returns its exit code and output. */
    static Output journal(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("journal"));
        all.addAll(List.of(arguments));
        Process process = launch(Path.of(System.getProperty("java.io.tmpdir")), all);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the journal tool does not end");
        }
        return new Output(process.exitValue(), text);
    }

    /** What a process left behind. */
    record Output(int exitCode, String text) {}

    /** The temporary directory of all processes of a venue, beside its data. */
    static Path temporary(Path data) throws IOException {
        return Files.createDirectories(data.resolveSibling("temporary"));
    }

    private static Process launch(Path temporary, List<String> arguments) throws IOException {
        Path target = Path.of("target").toAbsolutePath();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + target.resolve("../../config/jvm.args").normalize());
        command.add("-XX:+UseSerialGC");
        command.add("-Xmx512m");
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-cp");
        command.add(target.resolve("bullring-gateway.jar") + ":" + target.resolve("lib") + "/*");
        command.add("io.bullring.gateway.Bullring");
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    URI address() {
        return address;
    }

    /** All that it has printed so far. */
    String output() {
        return output.toString();
    }

    /** SIGKILL: no handler runs, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a killed process does not end");
        }
    }

    /** SIGTERM, as Ctrl-C and service managers do. Returns the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the venue does not end when asked to");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
