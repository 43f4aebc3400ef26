package io.bullring.journal.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** The tool, run in this process: exit code and what it said. */
record Run(int exitCode, String out, String err) {

    static Run journal(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(new JournalCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }

    /** What it said, without the runs of blanks that line columns up. */
    List<String> plainLines() {
        return out.lines().map(line -> line.strip().replaceAll(" {2,}", " ")).toList();
    }

    JsonNode json() {
        return parse(out);
    }

    /** One object a line. */
    List<JsonNode> jsonLines() {
        return out.lines().map(Run::parse).toList();
    }

    private static JsonNode parse(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
