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
 * Sound of a client's voice at the pace at which it is heard: a unit of 20 ms each 20 ms, silence where nothing is said, so a face that listens goes on
 * living. However much is sent at once, no more of it is on its way than is heard at the moment, and whoever interrupts the voice has little to wait for.
 *
 * <p>One thread reads it; {@link #finish} is for any.
 */
final class SpokenSource implements SoundSource {
    private static final long UNIT_NANOS = 1_000_000_000L * VoiceEncoder.UNIT / VoiceEncoder.RATE;
    /** After a longer hold-up of the machine the pace begins anew. */
    private static final long LONGEST_BEHIND = 500_000_000;
    /** Units between two words about how much is left. */
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
     * Opens it; the caller closes it.
     *
     * @param listener hears how the voice is getting on, on the thread that reads
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

    /** Nothing more is given. Any thread. */
    void finish() {
        finished.countDown();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
