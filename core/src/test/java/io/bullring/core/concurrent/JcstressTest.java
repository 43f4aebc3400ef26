package io.bullring.core.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.pipeline.UnfencedBellIsNotHeard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs the stress tests of this module, each for a moment, in JVMs of their own: no forbidden outcome may be seen, and each
 * outcome that is expected by name must be. A run that is to find more says {@code -m tough} to the same main class.
 */
class JcstressTest {
    private static final long PATIENCE_SECONDS = 300;

    /** Runs of the detectors at most: what they are to see is rare where two threads seldom run at the same time. */
    private static final int MOST_RUNS = 10;

    /** The tests that show the detector at work; their other outcomes may be missing. */
    private static final Set<String> DETECTORS =
            Set.of(UnlockedReadIsTorn.class.getName(), UnfencedBellIsNotHeard.class.getName());

    private static final Map<String, TestResult> RESULTS = new TreeMap<>();

    private static Path output;
    private static int exitValue;

    @BeforeAll
    static void stress() throws IOException, InterruptedException, ClassNotFoundException {
        run("io\\.bullring\\.core\\..*");
        for (String detector : DETECTORS) {
            for (int runs = 1; runs < MOST_RUNS && !hasSeen(detector); runs++) {
                run(detector.replace(".", "\\."));
            }
        }
    }

    private static boolean hasSeen(String detector) {
        return RESULTS.get(detector).grading().hasInteresting;
    }

    /** Runs the tests whose names are of this pattern; their results take the place of those before. */
    private static void run(String tests) throws IOException, InterruptedException, ClassNotFoundException {
        Path directory = Files.createDirectories(Path.of("target", "jcstress"));
        deleteOld(directory);
        output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command(tests))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "jcstress did not end");
            exitValue = Math.max(exitValue, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
        read(directory);
    }

    private static List<String> command(String tests) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
        command.add("org.openjdk.jcstress.Main");
        command.addAll(List.of("-t", tests));
        command.addAll(List.of("-f", "1", "-iters", "1", "-time", "400", "-strideSize", "16", "-strideCount", "10"));
        command.addAll(List.of("-sc", "false", "-af", "NONE", "-hs", "256", "-jvmArgs", "-XX:+UseSerialGC"));
        return command;
    }

    private static void deleteOld(Path directory) throws IOException {
        for (Path result : results(directory)) {
            Files.delete(result);
        }
    }

    private static List<Path> results(Path directory) throws IOException {
        try (var files = Files.newDirectoryStream(directory, "jcstress-results-*")) {
            List<Path> results = new ArrayList<>();
            files.forEach(results::add);
            return results;
        }
    }

    private static void read(Path directory) throws IOException, ClassNotFoundException {
        List<Path> files = results(directory);
        assertEquals(1, files.size());
        InProcessCollector collector = new InProcessCollector();
        DiskReadCollector reader = new DiskReadCollector(files.getFirst().toString(), collector);
        reader.dump();
        reader.close();
        for (TestResult result : collector.getTestResults()) {
            RESULTS.put(result.getName(), result);
        }
    }

    @Test
    void shouldHaveRunThemAll() {
        Collection<String> tests = TestList.tests();
        assertEquals(new TreeSet<>(tests), RESULTS.keySet());
        assertTrue(tests.size() >= 11);
        for (TestResult result : RESULTS.values()) {
            assertEquals(Status.NORMAL, result.status(), () -> result.getName() + " " + result.getMessages());
        }
        assertEquals(0, exitValue, () -> "jcstress complains, see " + output.toAbsolutePath());
    }

    @Test
    void shouldNeverSeeAForbiddenOutcome() {
        for (TestResult result : RESULTS.values()) {
            assertTrue(result.grading().isPassed, () -> result.getName() + " " + result.grading().failureMessages);
        }
    }

    @Test
    void shouldSeeEveryOutcomeThatIsExpected() {
        List<String> missing = new ArrayList<>();
        for (TestResult result : RESULTS.values()) {
            for (StateCase outcome : TestList.getInfo(result.getName()).cases()) {
                boolean isLuck = DETECTORS.contains(result.getName()) && outcome.expect() == Expect.ACCEPTABLE;
                if (!isLuck && result.getStateKeys().stream().noneMatch(outcome::matches)) {
                    missing.add(result.getName() + ": " + outcome.description());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void shouldSeeReadsWithoutTheLockTornAndBellsWithoutFencesNotHeard() {
        for (String detector : DETECTORS) {
            assertTrue(hasSeen(detector), detector);
        }
    }

    @AfterAll
    static void tell() {
        RESULTS.values()
                .forEach(result -> System.out.println(
                        result.getName() + " "
                                + result.getStateKeys()
                                        .stream()
                                        .map(key -> key + ": " + result.getCount(key))
                                        .toList()));
    }
}
