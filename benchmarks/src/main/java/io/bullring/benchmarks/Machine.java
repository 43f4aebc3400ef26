package io.bullring.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What figures were taken on, as it was when looked at: processor, system, load, JVM, flags, collector. Lines of Markdown that
 * name no file. Look before measuring, or the load is one's own.
 *
 * @param load threads that wanted a core on average in the minute before, negative if the system does not say
 */
public record Machine(double load) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    public static Machine asItIs() {
        return new Machine(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** One line each, to stand above a table. */
    public List<String> describe() {
        return List.of(
                "* Machine: " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                        + System.getProperty("os.name") + " " + System.getProperty("os.version")
                        + String.format(Locale.ROOT, ", load before the run %.1f", load),
                "* JVM: " + System.getProperty("java.vendor") + " " + System.getProperty("java.vm.name") + " "
                        + System.getProperty("java.runtime.version"),
                "* Flags: `config/jvm.args` and `" + flags() + "`; collector: " + collectors());
    }

    private static String processor() {
        if (!Files.isReadable(CPU_INFO)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + CPU_INFO, e);
        }
    }

    /** Heap, collector and compiler; what only opens packages is in config/jvm.args. */
    private static String flags() {
        return ManagementFactory.getRuntimeMXBean()
                .getInputArguments()
                .stream()
                .filter(argument -> argument.startsWith("-X"))
                .collect(Collectors.joining(" "));
    }

    private static String collectors() {
        return ManagementFactory.getGarbageCollectorMXBeans()
                .stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
    }
}
