package io.bullring.benchmarks.latency;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * What stops everybody beside the log while a trial runs: the collector's pauses, as the JVM reports them in whole
 * milliseconds since its start, and hiccups: how much later than asked a thread wakes that only sleeps a millisecond, over and over. A hiccup
 * contains the collector's pauses and whatever the machine takes.
 */
final class PauseMeter implements AutoCloseable {
    private static final long SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Delays collector = new Delays();
    private final Delays hiccups = new Delays();
    private final Spans longHiccups = new Spans();
    private final List<NotificationEmitter> collectors = new ArrayList<>();
    private final NotificationListener listener = (notification, ignored) -> onNotification(notification);
    private final Thread thread = new Thread(this::run, "bench-hiccups");
    private volatile boolean closing;

    /** Begins at once. */
    static PauseMeter start() {
        PauseMeter meter = new PauseMeter();
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            // Concurrent cycles stop nobody, and are reported beside the pauses.
            if (bean instanceof NotificationEmitter emitter && !bean.getName().contains("Cycles")) {
                emitter.addNotificationListener(meter.listener, null, null);
                meter.collectors.add(emitter);
            }
        }
        meter.thread.setDaemon(true);
        meter.thread.start();
        return meter;
    }

    private void onNotification(Notification notification) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            long millis = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo()
                    .getDuration();
            synchronized (collector) {
                collector.record(TimeUnit.MILLISECONDS.toNanos(millis));
            }
        }
    }

    private void run() {
        while (!closing) {
            long beganNs = System.nanoTime();
            LockSupport.parkNanos(SLEEP_NS);
            long endedNs = System.nanoTime();
            hiccups.record(endedNs - beganNs - SLEEP_NS);
            longHiccups.note(beganNs + SLEEP_NS, endedNs);
        }
    }

    /** Pauses of the collector, once closed. */
    Delays collector() {
        return collector;
    }

    /** Hiccups, once closed. */
    Delays hiccups() {
        return hiccups;
    }

    /** The long ones of them, when they were, once closed. */
    Spans longHiccups() {
        return longHiccups;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
            for (NotificationEmitter emitter : collectors) {
                emitter.removeNotificationListener(listener);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ListenerNotFoundException e) {
            throw new IllegalStateException("the collector has lost its listener", e);
        }
    }
}
