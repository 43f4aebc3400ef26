package io.bullring.gateway.venue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * {@code bullring snapshot} as a process beside the venue, as nice as can be to it: its memory and its pauses are its own,
 * and it ends with its work, or with the venue. What it said last stays beside the snapshots. It has the venue's class path, and of its flags those that the libraries need and the largest
 * heap, for the state that it loads is as large as the venue's.
 */
public class SnapshotProcess {
    private static final String MAIN = "io.bullring.gateway.Bullring";
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final String SAID = "last.log";
    private static final long LOOK_MS = 50;

    private final Path dataDirectory;
    private final Path snapshotDirectory;
    private final SnapshotConfig config;
    private final LongSupplier checkpoint;

    /** @param checkpoint least of what is derived from the events, for any thread */
    public SnapshotProcess(
            Path dataDirectory, Path snapshotDirectory, SnapshotConfig config, LongSupplier checkpoint) {
        this.dataDirectory = dataDirectory;
        this.snapshotDirectory = snapshotDirectory;
        this.config = config;
        this.checkpoint = checkpoint;
    }

    /**
     * Runs it to its end. Returns what went wrong, in words; null: nothing.
     *
     * @param isEnough when true, the process is ended
     */
    public String run(Duration patience, BooleanSupplier isEnough) throws IOException, InterruptedException {
        Path said = Files.createDirectories(snapshotDirectory).resolve(SAID);
        Process process = null;
        try {
            process = new ProcessBuilder(commandLine())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            long deadlineNs = System.nanoTime() + patience.toNanos();
            while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                if (isEnough.getAsBoolean() || System.nanoTime() - deadlineNs > 0) {
                    return "it was ended before it was done, after at most " + patience;
                }
            }
            return process.exitValue() == 0
                    ? null
                    : "exit code " + process.exitValue() + ": " + Files.readString(said, StandardCharsets.UTF_8);
        } finally {
            if (process != null && process.isAlive()) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private List<String> commandLine() {
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            line.addAll(List.of(NICE.toString(), "-n", "19"));
        }
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (isNeeded(flag)) {
                line.add(flag);
            }
        }
        line.add("-XX:+UseSerialGC");
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "snapshot"));
        line.addAll(List.of("--ends-with", Long.toString(ProcessHandle.current().pid())));
        line.addAll(List.of("--derived-to", Long.toString(checkpoint.getAsLong())));
        line.addAll(List.of("--keep", Integer.toString(config.keep())));
        line.addAll(List.of("--cold-after-days", Integer.toString(config.coldAfterDays())));
        line.add(dataDirectory.toString());
        return line;
    }

    private static boolean isNeeded(String flag) {
        return flag.startsWith("--add-")
                || flag.startsWith("--enable-native-access")
                || flag.startsWith("--sun-misc")
                || flag.startsWith("-Dchronicle.")
                || flag.startsWith("-Xmx")
                || flag.startsWith("-XX:MaxRAM"); // also the heap's share of it
    }
}
