package io.bullring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTextTest {
    @TempDir
    Path data;

    @Test
    void shouldTellDamageInOneLineWithFileAndWhatToDo() throws IOException {
        Path journal = Files.createDirectories(data.resolve("journal"));
        Path segment = Files.write(journal.resolve("0000000001.seg"), new byte[8_192]);
        StringWriter err = new StringWriter();

        int exitCode = Bullring.commandLine()
                .setErr(new PrintWriter(err))
                .execute(
                        "start",
                        "--data",
                        data.toString(),
                        "--port",
                        "0",
                        "--feed",
                        "none",
                        "--durability",
                        "power-loss");

        assertEquals(FailureText.EXIT_FAILED, exitCode);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString())
                .contains("0000000001.seg at byte 0")
                .contains("does not begin with the header of a segment. Nothing was changed: keep a copy")
                .contains("'When a journal is damaged' in docs/JOURNAL.md");
        assertEquals(8_192, Files.size(segment));
    }
}
