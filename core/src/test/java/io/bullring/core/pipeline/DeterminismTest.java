package io.bullring.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same commands give the same bytes, whatever machine is under the engine: heap, collector, compiler, host. */
class DeterminismTest {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path directory;

    @Test
    void shouldSayTheSameInDifferentVirtualMachines() throws IOException, InterruptedException {
        List<String> small = said("small", "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        List<String> large = said("large", "-Xmx2g", "-XX:+UseZGC", "-XX:-UseCompressedOops");

        assertEquals(30, small.size());
        assertEquals(small, large);
    }

    @Test
    void shouldSayTheSameOnTheDirectHostAndInThePipeline() throws IOException, InterruptedException {
        List<String> said = said("usual", "-Xmx512m", "-XX:+UseG1GC");
        List<String> atOneTime =
                said.stream().filter(line -> line.contains(" at one time ")).toList();

        assertEquals(20, atOneTime.size());
        for (int i = 0; i < atOneTime.size(); i += 2) {
            assertEquals(atOneTime.get(i), atOneTime.get(i + 1));
        }
        assertEquals(20, said.stream().distinct().count());
    }

    private List<String> said(String name, String... flags) throws IOException, InterruptedException {
        Path output = directory.resolve(name);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DeterminismProbe.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the process did not end");
            assertEquals(0, process.exitValue(), () -> text(output));
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(output);
    }

    private static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new AssertionError("no output of the process", e);
        }
    }
}
