package dev.marotte.speech;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionSource.VoiceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Cuts a voice into frames: the sound that belongs to each, as soon as it is complete. Messages that come twice are ignored. The same messages give the
 * same frames. One thread.
 */
final class SpokenFrames implements AutoCloseable {
    private static final long MICROS = 1_000_000;

    private final SessionId session;
    private final Function<AudioHeader, SampleDecoder> decoders;
    private final VoiceSamples samples = new VoiceSamples();
    private Optional<SampleDecoder> decoder = Optional.empty();
    private Optional<FrameStamp> end = Optional.empty();
    private long nextSequence;
    private long nextFrame;
    /** End of the sound that has come. */
    private Pts over = Pts.ZERO;

    /** A point in time and the sound around it, {@link VoiceSamples#WINDOW} samples. */
    record SpokenFrame(FrameStamp stamp, float[] window) {}

    SpokenFrames(SessionId session, Function<AudioHeader, SampleDecoder> decoders) {
        this.session = session;
        this.decoders = decoders;
    }

    /** Takes a message and returns the frames that it completes. */
    List<SpokenFrame> take(AudioMessage message) {
        if (message.sequence() < nextSequence || end.isPresent()) {
            return List.of();
        }
        nextSequence = message.sequence() + 1;
        switch (message) {
            case AudioHeader header -> decoder = Optional.of(decoders.apply(header));
            case AudioUnit unit -> hear(unit);
            case EndOfAudio _ -> {
                return finish();
            }
        }
        return whole();
    }

    private void hear(AudioUnit unit) {
        decoder.ifPresent(each -> samples.take(each.take(unit)));
        over = new Pts(Math.max(over.micros(), unit.pts().micros() + unit.durationMicros()));
    }

    /** Treats the sound that has come as all of it, and returns the remaining frames. */
    List<SpokenFrame> finish() {
        decoder.ifPresent(each -> samples.take(each.drain()));
        List<SpokenFrame> frames = new ArrayList<>(whole());
        while (VoiceSource.RATE.timeOf(nextFrame).compareTo(over) < 0) {
            fill();
            frames.add(next());
        }
        end = Optional.of(new FrameStamp(session, nextFrame, over));
        return frames;
    }

    /** Fills up with silence: a codec's last unit holds more or fewer samples than its duration says. */
    private void fill() {
        if (!samples.covers(sampleAt(nextFrame))) {
            samples.take(new float[VoiceSamples.WINDOW]);
        }
    }

    /** Returns the number of frames and the end of the voice, once known. */
    Optional<FrameStamp> end() {
        return end;
    }

    private List<SpokenFrame> whole() {
        List<SpokenFrame> frames = new ArrayList<>();
        while (samples.covers(sampleAt(nextFrame))) {
            frames.add(next());
        }
        return frames;
    }

    private SpokenFrame next() {
        FrameStamp stamp = new FrameStamp(session, nextFrame, VoiceSource.RATE.timeOf(nextFrame));
        return new SpokenFrame(stamp, samples.window(sampleAt(nextFrame++)));
    }

    private static long sampleAt(long frame) {
        return VoiceSource.RATE.timeOf(frame).micros() * VoiceSamples.RATE / MICROS;
    }

    @Override
    public void close() {
        decoder.ifPresent(SampleDecoder::close);
    }
}
