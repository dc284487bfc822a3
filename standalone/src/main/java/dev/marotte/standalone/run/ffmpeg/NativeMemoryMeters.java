package dev.marotte.standalone.run.ffmpeg;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;
import org.bytedeco.javacpp.Pointer;

/** Meters of the memory that pictures, sound and FFmpeg take outside Java's heap. No native library is loaded before they are read. Any thread. */
public final class NativeMemoryMeters {
    private NativeMemoryMeters() {}

    /** Adds the meters to a registry. */
    public static void bindTo(MeterRegistry registry) {
        bind(registry, "javacpp", Pointer::totalBytes);
        bind(registry, "process", Pointer::physicalBytes);
    }

    private static void bind(MeterRegistry registry, String kind, LongSupplier bytes) {
        Gauge.builder("marotte.native.bytes", bytes, LongSupplier::getAsLong)
                .description(
                        "Memory that JavaCPP has given out (javacpp) and that the process has in RAM, heap included.")
                .tag("kind", kind)
                .strongReference(true)
                .register(registry);
    }
}
