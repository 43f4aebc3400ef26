package io.bullring.benchmarks.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What a process holds.
 *
 * @param heapBytes after a collection
 * @param directBytes buffers outside the heap
 * @param threads that live
 * @param descriptors that are open
 */
record Footprint(long heapBytes, long directBytes, long threads, long descriptors) {
    private static final String SEPARATOR = " ";

    /** That of this process, which collects its garbage first. */
    static Footprint afterCollection() {
        System.gc();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
                .stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        UnixOperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                direct,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                system.getOpenFileDescriptorCount());
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
                Long.toString(heapBytes),
                Long.toString(directBytes),
                Long.toString(threads),
                Long.toString(descriptors));
    }
}
