package io.bullring.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bin/bullring}, told to end while it notes what a first start loads: nothing of that is left. The JVM is a stub. */
@Timeout(60)
final class StartScriptTest {
    /** Serves when it is let, and notes in a child when it is told to end, as a JVM does. */
    private static final String STUB = """
            #!/bin/sh
            case "$*" in
                *-version*) echo 'openjdk version "25.0.1"' >&2; exit 0 ;;
            esac
            note() {
                sleep 600 &
                echo $! >"$STUB_PLACE/child.new"
                mv "$STUB_PLACE/child.new" "$STUB_PLACE/child"
                wait
            }
            trap note TERM
            echo $$ >"$STUB_PLACE/venue.new"
            mv "$STUB_PLACE/venue.new" "$STUB_PLACE/venue"
            [ "$STUB_SERVES" = no ] || echo http://127.0.0.1
            while :; do sleep 0.1; done
            """;

    @TempDir
    private Path directory;

    private Path scratch;
    private Process script;

    @BeforeEach
    void furnish() throws IOException {
        scratch = Files.createDirectory(directory.resolve("scratch"));
        Path java = Files.createDirectories(directory.resolve("jdk").resolve("bin")).resolve("java");
        Files.writeString(java, STUB);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Path home = directory.resolve("home");
        for (String file : new String[]{"bin/bullring", "bin/find-java.sh", "config/jvm.args"}) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.copy(Path.of("..").resolve(file), home.resolve(file));
        }
        Files.createDirectories(home.resolve("gateway").resolve("target").resolve("lib"));
        Files.createFile(home.resolve("gateway").resolve("target").resolve("bullring-gateway.jar"));
    }

    @AfterEach
    void end() throws IOException {
        script.destroyForcibly();
        for (String left : new String[]{"child", "venue"}) {
            if (Files.exists(directory.resolve(left))) {
                ProcessHandle.of(pid(left)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143, no", "TERM, 143, yes", "INT, 130, no", "INT, 130, yes"})
    void shouldLeaveNothingBehindWhenItIsToldToEndWhileItLearns(String signal, int exitCode, String serves)
            throws Exception {
        assumeTrue(!signal.equals("INT") || hearsCtrlC(), "whoever started this has it ignore Ctrl-C");
        ProcessBuilder start = new ProcessBuilder("sh", directory.resolve("home/bin/bullring").toString(), "start");
        start.environment()
                .putAll(Map.of(
                        "JAVA25_HOME", directory.resolve("jdk").toString(), "TMPDIR", scratch.toString(),
                        "STUB_PLACE", directory.toString(), "STUB_SERVES", serves));
        script = start.redirectErrorStream(true).start();
        await("venue");
        if (serves.equals("yes")) {
            await("child");
        }

        new ProcessBuilder("kill", "-s", signal, Long.toString(script.pid())).start().waitFor();

        assertThat(script.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).isEqualTo(exitCode);
        assertGone("venue");
        if (serves.equals("yes")) {
            assertGone("child");
        }
        assertThat(scratch).isEmptyDirectory();
        assertThat(directory.resolve("home/gateway/target/start.aot")).doesNotExist();
    }

    /** A signal that was ignored when a shell began cannot be trapped in it. */
    private static boolean hearsCtrlC() throws IOException {
        Path status = Path.of("/proc/self/status");
        return !Files.exists(status) || Files.readAllLines(status)
                .stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .noneMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 0b10) != 0);
    }

    private void await(String file) throws InterruptedException {
        while (!Files.exists(directory.resolve(file))) {
            Thread.sleep(20);
        }
    }

    private void assertGone(String file) throws IOException, InterruptedException {
        long pid = pid(file);
        for (int tries = 0; tries < 200 && isAlive(pid); tries++) {
            Thread.sleep(20);
        }
        assertThat(isAlive(pid)).as(file).isFalse();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private long pid(String file) throws IOException {
        return Long.parseLong(Files.readString(directory.resolve(file)).strip());
    }
}
