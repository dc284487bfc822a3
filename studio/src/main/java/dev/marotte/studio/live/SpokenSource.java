package dev.marotte.studio.live;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.Media.Completeness;
import dev.marotte.ingest.SoundSource;
import dev.marotte.media.ffmpeg.VoiceEncoder;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Paces the sound of a client's voice in real time: a unit of 20 ms every 20 ms, silence while nothing is said, so a listening face keeps moving. However
 * much the client sends at once, only the unit being played is in flight, so an interruption takes effect quickly.
 *
 * <p>One thread reads it; {@link #finish} is for any.
 */
final class SpokenSource implements SoundSource {
    private static final long UNIT_NANOS = 1_000_000_000L * VoiceEncoder.UNIT / VoiceEncoder.RATE;
    /** After a longer stall of the machine the pacing starts afresh. */
    private static final long LONGEST_BEHIND = 500_000_000;
    /** Units between two reports of how much is left. */
    private static final long WORDS = 25;

    private final VoiceQueue queue;
    private final Consumer<VoiceQueue.Standing> listener;
    private final LongSupplier nanoTime;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final VoiceEncoder encoder;
    private Optional<Media.Sound> encoded = Optional.empty();
    private boolean speaking;
    private boolean interrupted;
    private long start;
    private long units;

    /**
     * Opens the source; the caller closes it.
     *
     * @param listener receives the voice's progress, on the reading thread
     * @param nanoTime monotonic
     */
    SpokenSource(VoiceQueue queue, Consumer<VoiceQueue.Standing> listener, LongSupplier nanoTime) throws IOException {
        this.queue = queue;
        this.listener = listener;
        this.nanoTime = nanoTime;
        encoder = VoiceEncoder.open((pts, duration, bytes) ->
                encoded = Optional.of(new Media.Sound(new Pts(pts), duration, bytes, interrupted)));
        start = nanoTime.getAsLong();
    }

    @Override
    public Soundtrack.Coded soundtrack() {
        return new Soundtrack.Coded(AudioCodec.OPUS, VoiceEncoder.RATE, VoiceEncoder.CHANNELS, encoder.setup());
    }

    @Override
    public long expectedMicros() {
        return 0;
    }

    @Override
    public Optional<Media.Sound> next() throws IOException {
        encoded = Optional.empty();
        interrupted = false;
        while (encoded.isEmpty() && !isFinishedBefore(++units)) {
            VoiceQueue.Unit unit = queue.take();
            interrupted |= unit.interrupts();
            encoder.take(unit.samples());
            tell();
        }
        return encoded;
    }

    /** Waits until a unit is due. */
    private boolean isFinishedBefore(long unit) throws InterruptedIOException {
        long wait = start + unit * UNIT_NANOS - nanoTime.getAsLong();
        if (wait < -LONGEST_BEHIND) {
            start -= wait;
        }
        try {
            return finished.await(wait, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the studio was told to stop");
        }
    }

    private void tell() {
        VoiceQueue.Standing now = queue.standing();
        if (now.speaking() != speaking || (speaking && units % WORDS == 0)) {
            speaking = now.speaking();
            listener.accept(now);
        }
    }

    @Override
    public Completeness completeness() {
        return new Completeness.Whole();
    }

    /** Ends the source. Any thread. */
    void finish() {
        finished.countDown();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
