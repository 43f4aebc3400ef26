package io.bullring.benchmarks.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What a process holds.
 *
 * @param liveBytes of the objects that are alive
 * @param directBytes buffers outside the heap
 * @param threads that live
 * @param descriptors that are open
 */
record Footprint(long liveBytes, long directBytes, long threads, long descriptors) {
    private static final String SEPARATOR = " ";

    /** That of this process, which is stopped while its objects are counted. */
    static Footprint ofThisProcess() {
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
                .stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        UnixOperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
        return new Footprint(
                countLiveBytes(),
                direct,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                system.getOpenFileDescriptorCount());
    }

    /**
     * The total of the class histogram. What the collector reports as used is no measure of what grows: Shenandoah collects beside the
     * load, and counts with it what was allocated meanwhile and what it has not taken the trouble to move.
     */
    private static long countLiveBytes() {
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[]{new String[0]},
                            new String[]{String[].class.getName()});
            String total = histogram.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
            return Long.parseLong(total.substring(total.lastIndexOf(' ') + 1));
        } catch (JMException e) {
            throw new IllegalStateException("this JVM does not count its objects", e);
        }
    }

    /** From {@link #text}. */
    static Footprint parse(String text) {
        long[] numbers = Arrays.stream(text.split(SEPARATOR)).mapToLong(Long::parseLong).toArray();
        return new Footprint(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /** One line. */
    String text() {
        return String.join(
                SEPARATOR,
                Long.toString(liveBytes),
                Long.toString(directBytes),
                Long.toString(threads),
                Long.toString(descriptors));
    }
}
