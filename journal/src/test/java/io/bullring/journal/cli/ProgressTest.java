package io.bullring.journal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void shouldDrawHowFarItIs() {
        assertEquals("[........................]   0 %  0 of 1,000 commands, 0 a second", Progress.bar(0, 1_000, 0));
        assertEquals(
                "[############............]  50 %  500 of 1,000 commands, 2,500 a second",
                Progress.bar(500, 1_000, 2_500));
        assertEquals(
                "[########################] 100 %  1,000 of 1,000 commands, 9 a second", Progress.bar(1_000, 1_000, 9));
    }

    @Test
    void shouldOnlyCountWhenNobodyKnowsHowManyThereAre() {
        assertEquals("500 commands, 2,500 a second", Progress.bar(500, 0, 2_500));
        assertEquals("1,001 commands, 9 a second", Progress.bar(1_001, 1_000, 9));
    }

    @Test
    void shouldLeaveNothingBehindWhereNothingWasDrawn() {
        StringWriter err = new StringWriter();

        new Progress(new PrintWriter(err), true, 10).close();

        assertEquals("", err.toString());
    }
}
