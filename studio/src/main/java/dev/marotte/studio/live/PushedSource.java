package dev.marotte.studio.live;

import dev.marotte.ingest.ClipFacts;
import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.Media.Completeness;
import dev.marotte.ingest.PtsTimeline;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.PushedDecoder;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Pts;
import dev.marotte.studio.live.MediaMessage.Coding;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A driving source that a client pushes. Its timeline is that of capture, so picture and sound stay in sync over any pause of either; of several waiting
 * pictures only the newest is used. {@link #next} waits for as long as nothing comes; {@link #finish} ends it.
 *
 * <p>One thread reads it; {@link #queue} and {@link #finish} are for any.
 */
final class PushedSource implements DrivingSource, InstantSource {
    private static final long LOOK_MILLIS = 200;
    private static final long TYPICAL_FRAME = 40_000;
    private static final long OPUS_UNIT = 20_000;
    private static final double NOMINAL_RATE = 25;
    /** A picture that claims to be older than this comes from a wrong clock. */
    private static final long OLDEST_MICROS = 5_000_000;

    private final PushQueue queue = new PushQueue();
    private final InstantSource clock;
    private final PtsTimeline.Track pictures;
    private final PtsTimeline.Track sounds;
    private final PtsTimeline timeline = new PtsTimeline(Long.MAX_VALUE);
    private final Runnable wantsKey;
    private final StepTimes steps;
    private Optional<PushedDecoder> decoder = Optional.empty();
    private Coding coding = Coding.NONE;
    private boolean started;
    private long captured;
    private long receivedAt;
    private volatile boolean finished;

    /**
     * @param steps records how long frames took to arrive and to decode
     * @param wantsKey is run when the client has to send a key frame
     */
    PushedSource(StepTimes steps, InstantSource clock, Runnable wantsKey) {
        this.steps = steps;
        this.clock = clock;
        this.wantsKey = wantsKey;
        pictures = timeline.track(TYPICAL_FRAME);
        sounds = timeline.track(OPUS_UNIT);
    }

    PushQueue queue() {
        return queue;
    }

    /** When the last frame was captured. */
    @Override
    public Instant instant() {
        return FrameTiming.instantOf(captured);
    }

    /** Always declares sound: a later driver of the session may have a microphone, and a track cannot be added afterwards. */
    @Override
    public ClipFacts facts() {
        Soundtrack sound = new Soundtrack.Coded(AudioCodec.OPUS, OpusUnits.RATE, 1, OpusUnits.setup());
        return new ClipFacts(640, 480, NOMINAL_RATE, 0, sound);
    }

    @Override
    public Media next() throws IOException {
        while (!finished) {
            Optional<Media> media = take().flatMap(this::read);
            if (media.isPresent()) {
                return media.get();
            }
        }
        return new Media.End(pictures.end(), new Completeness.Whole());
    }

    private Optional<MediaMessage> take() throws InterruptedIOException {
        try {
            return queue.take(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the studio was told to stop");
        }
    }

    private Optional<Media> read(MediaMessage message) {
        return switch (message.kind()) {
            case PICTURE -> picture(message);
            case SOUND -> sound(message);
            case SHOWN -> Optional.empty();
        };
    }

    private Optional<Media> picture(MediaMessage message) {
        long received = FrameTiming.microsOf(clock.instant());
        if (!decode(message)) {
            queue.awaitKey();
            wantsKey.run();
            return Optional.empty();
        }
        if (queue.hasPicture()) {
            return Optional.empty();
        }
        long time = plausible(message.captureMicros());
        if (!started) {
            started = true;
            timeline.startAt(time);
        }
        captured = time;
        receivedAt = received;
        steps.note(StepTimes.Step.UP, received - time);
        return Optional.of(new Media.Frame(pictures.next(OptionalLong.of(time))));
    }

    private boolean decode(MediaMessage message) {
        try {
            return decoderOf(message.coding()).decode(message.payload());
        } catch (IOException noDecoder) {
            return false;
        }
    }

    private PushedDecoder decoderOf(Coding wanted) throws IOException {
        if (decoder.isEmpty() || coding != wanted) {
            decoder.ifPresent(PushedDecoder::close);
            decoder = Optional.empty();
            decoder = Optional.of(PushedDecoder.open(pushed(wanted), SourceSettings.DEFAULT));
            coding = wanted;
        }
        return decoder.get();
    }

    private static PushedDecoder.Coding pushed(Coding coding) throws IOException {
        return switch (coding) {
            case H264 -> PushedDecoder.Coding.H264;
            case VP8 -> PushedDecoder.Coding.VP8;
            case JPEG -> PushedDecoder.Coding.JPEG;
            case NONE, OPUS, PCM -> throw new IOException("no coding of pictures");
        };
    }

    /** Drops sound before the first picture, with which the session's time begins. */
    private Optional<Media> sound(MediaMessage message) {
        if (!started || message.coding() != Coding.OPUS) {
            return Optional.empty();
        }
        long duration = OpusUnits.durationMicros(message.payload());
        Pts pts = sounds.next(OptionalLong.of(plausible(message.captureMicros())), duration);
        return Optional.of(new Media.Sound(pts, duration, message.payload()));
    }

    /** Trusts a client's clock within reason: nothing is captured in the future. */
    private long plausible(long captureMicros) {
        long now = FrameTiming.microsOf(clock.instant());
        return Math.clamp(captureMicros, now - OLDEST_MICROS, now);
    }

    @Override
    public Picture encode() throws IOException {
        Picture picture = decoder.orElseThrow(() -> new IOException("no picture has come"))
                .picture();
        steps.note(StepTimes.Step.INGEST, FrameTiming.microsOf(clock.instant()) - receivedAt);
        return picture;
    }

    /** Ends the source at once. Any thread. */
    void finish() {
        finished = true;
    }

    @Override
    public void close() {
        decoder.ifPresent(PushedDecoder::close);
    }
}
