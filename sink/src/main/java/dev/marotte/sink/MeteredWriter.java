package dev.marotte.sink;

import dev.marotte.runtime.management.CaptureLatency;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.RenderedMessage.Rendered;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Measures how old a picture is when it is ready to be shown, and how long each frame of the output takes to encode. One thread. */
final class MeteredWriter implements ClipWriter {
    private final ClipWriter writer;
    private final Timer encode;
    private final CaptureLatency latency;
    private final InstantSource clock;

    MeteredWriter(ClipWriter writer, Timer encode, CaptureLatency latency, InstantSource clock) {
        this.writer = writer;
        this.encode = encode;
        this.latency = latency;
        this.clock = clock;
    }

    @Override
    public void show(Rendered frame) throws IOException {
        writer.show(frame);
        latency.record(frame.timing(), clock.instant());
    }

    @Override
    public void frame() throws IOException {
        long began = System.nanoTime();
        writer.frame();
        encode.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }

    @Override
    public void sound(AudioUnit unit) throws IOException {
        writer.sound(unit);
    }

    @Override
    public void finish() throws IOException {
        writer.finish();
    }

    @Override
    public void close() {
        writer.close();
    }
}
