package dev.marotte.standalone;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;

/** What the parts of the process have computed so far, told apart by the names of their threads. */
final class CpuMeter {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    long ofThisThread() {
        return threads.getCurrentThreadCpuTime();
    }

    /**
     * Nanoseconds of one core since the start of the process. Threads that have ended count for the rest.
     *
     * @param ingestNanos of ingest's thread, which ends long before the others; 0 while it runs
     */
    Map<Part, Long> read(long ingestNanos) {
        var nanos = new EnumMap<Part, Long>(Part.class);
        for (Part part : Part.values()) {
            nanos.put(part, 0L);
        }
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                nanos.merge(
                        Part.of(thread.getThreadName()),
                        Math.max(0, threads.getThreadCpuTime(thread.getThreadId())),
                        Long::sum);
            }
        }
        nanos.merge(Part.INGEST, ingestNanos, Math::max);
        long known = nanos.values().stream().mapToLong(Long::longValue).sum();
        nanos.merge(Part.REST, Math.max(0, process.getProcessCpuTime() - known), Long::sum);
        return nanos;
    }

    /** The parts of a run. */
    enum Part {
        INGEST("ingest", "ingest"),
        LANDMARKS("landmarks", "marotte-landmark"),
        RENDER("render", "render", "marotte-render"),
        SINK("sink", "sink"),
        BROKER(
                "broker and its clients' network",
                "kafka-",
                "data-plane-",
                "broker-",
                "controller-",
                "quorum-",
                "group-coordinator-",
                "transaction-"),
        /** Above all the JVM's compiler and collector, which are no Java threads. */
        REST("the rest: compiler, collector");

        private final String words;
        private final String[] prefixes;

        Part(String words, String... prefixes) {
            this.words = words;
            this.prefixes = prefixes;
        }

        String words() {
            return words;
        }

        private boolean owns(String thread) {
            for (String prefix : prefixes) {
                if (thread.startsWith(prefix)) {
                    return true;
                }
            }
            return false;
        }

        private static Part of(String thread) {
            for (Part part : values()) {
                if (part.owns(thread)) {
                    return part;
                }
            }
            return REST;
        }
    }
}
