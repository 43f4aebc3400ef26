package io.bullring.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** In a process of its own, for the choice is the process's. */
@Timeout(60)
final class LogOutputTest {
    /** Logs one line as the venue does, and one about a request. */
    static final class Speaker {
        private Speaker() {}

        static void main(String[] arguments) {
            LogOutput.choose(LogOutput.Form.valueOf(arguments[0]), arguments.length > 1);
            String queues =
                    LogOutput.queues().stream().map(DroppingAppender::getName).sorted().toList().toString();
            LoggerFactory.getLogger("io.bullring.speaker")
                    .atError()
                    .addKeyValue("request", "mine-1")
                    .log("it \"failed\"\nbehind {}", queues);
            LoggerFactory.getLogger(LogOutput.ACCESS).atInfo().addKeyValue("status", 200).log("answered");
            ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
        }
    }

    @Test
    void shouldWriteLinesForPeople() throws Exception {
        List<String> lines = spoken("TEXT");

        assertThat(lines.getFirst()).endsWith(" ERROR [main] io.bullring.speaker it \"failed\"");
        assertEquals("behind [events, requests] request=\"mine-1\"", lines.get(1));
        assertEquals(2, lines.size());
    }

    @Test
    void shouldWriteOneJsonObjectALine() throws Exception {
        List<String> lines = spoken("JSON", "access");

        Map<String, JsonNode> byLogger = new HashMap<>();
        for (String line : lines) {
            JsonNode object = new ObjectMapper().readTree(line);
            byLogger.put(object.path("loggerName").asText(), object);
        }
        assertEquals(Set.of("io.bullring.speaker", LogOutput.ACCESS), byLogger.keySet());
        JsonNode failed = byLogger.get("io.bullring.speaker");
        assertEquals("it \"failed\"\nbehind [events, requests]", failed.path("formattedMessage").asText());
        assertEquals("ERROR", failed.path("level").asText());
        assertEquals("[{\"request\":\"mine-1\"}]", failed.path("kvpList").toString());
        assertEquals("answered", byLogger.get(LogOutput.ACCESS).path("formattedMessage").asText());
    }

    private static List<String> spoken(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogback.configurationFile=" + LogOutput.class.getResource("/logback.xml"),
                "-cp", System.getProperty("java.class.path"), Speaker.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return text.lines().toList();
    }
}
