package dev.marotte.sink.live;

import dev.marotte.media.ffmpeg.PcmEncoder;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.SessionId;
import dev.marotte.sink.ClipWriter;
import dev.marotte.sink.ClipWriters;
import dev.marotte.sink.Sound;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes the files of a live session: what is played out, as it is played out. They are under their names when {@link #finish} returns. A full or
 * failing disk ends the files but not the session, since the streams go on; {@link #finish} reports it. Without alpha. Owns the encoder of the sound;
 * one thread.
 */
final class FilmWriter implements LiveWriter {
    private final SessionId session;
    private final FrameRate rate;
    private final PcmEncoder sounds;
    private final ClipWriter clip;
    private Optional<BadInputException> refusal = Optional.empty();
    private long frames;
    private long units = 1;

    private FilmWriter(SessionId session, FrameRate rate, ClipWriters writers, Picture first) throws IOException {
        this.session = session;
        this.rate = rate;
        sounds = PcmEncoder.open(AudioCodec.AAC, this::sound);
        boolean opened = false;
        try {
            clip = writers.open(rate, header(), rendered(first));
            opened = true;
        } finally {
            if (!opened) {
                sounds.close();
            }
        }
    }

    /** @param first picture, whose size all pictures get */
    static FilmWriter open(SessionId session, FrameRate rate, ClipWriters writers, Picture first) throws IOException {
        return new FilmWriter(session, rate, writers, first);
    }

    private Sound header() {
        return new Sound.Coded(
                new AudioHeader(session, AudioCodec.AAC, PcmEncoder.RATE, PcmEncoder.CHANNELS, sounds.setup()));
    }

    private Rendered rendered(Picture picture) {
        return new Rendered(
                new FrameStamp(session, frames, rate.timeOf(frames)),
                FrameTiming.unhurried(Instant.EPOCH),
                picture,
                new Alpha.None(),
                new StageTimes(0, 0, 0, 1));
    }

    @Override
    public void show(Picture picture) throws IOException {
        attempt(() -> clip.show(rendered(picture)));
    }

    @Override
    public void frame() throws IOException {
        attempt(clip::frame);
        frames++;
    }

    @Override
    public void sound(float[] samples) throws IOException {
        attempt(() -> sounds.take(samples));
    }

    private void sound(long ptsMicros, long durationMicros, Bytes bytes) throws IOException {
        clip.sound(new AudioUnit(session, units++, new Pts(ptsMicros), durationMicros, bytes));
    }

    private void attempt(Step step) throws IOException {
        if (refusal.isPresent()) {
            return;
        }
        try {
            step.run();
        } catch (BadInputException refused) {
            refusal = Optional.of(refused);
        }
    }

    /** A step that the disk may refuse. */
    private interface Step {
        void run() throws IOException;
    }

    /**
     * Publishes the files under their names.
     *
     * @throws BadInputException if one of them could not be written
     */
    void finish() throws IOException, InterruptedException {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        try {
            clip.finish();
        } catch (ClosedByInterruptException told) {
            throw new InterruptedException("the sink was told to stop");
        }
    }

    @Override
    public void close() {
        try (clip) {
            sounds.close();
        }
    }
}
