package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.RenderedMessage.Rendered;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Measures how long a frame takes to be coded, and how old it is when it has been. One thread. */
final class MeteredWriter implements ClipWriter {
    private final ClipWriter writer;
    private final Timer encode;
    private final Timer latency;
    private final InstantSource clock;
    private Optional<Rendered> unwritten = Optional.empty();

    MeteredWriter(ClipWriter writer, Timer encode, Timer latency, InstantSource clock) {
        this.writer = writer;
        this.encode = encode;
        this.latency = latency;
        this.clock = clock;
    }

    @Override
    public void show(Rendered frame) throws IOException {
        writer.show(frame);
        unwritten = Optional.of(frame);
    }

    @Override
    public void frame() throws IOException {
        long began = System.nanoTime();
        writer.frame();
        encode.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        unwritten.ifPresent(frame -> latency.record(frame.timing().age(clock.instant())));
        unwritten = Optional.empty();
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
