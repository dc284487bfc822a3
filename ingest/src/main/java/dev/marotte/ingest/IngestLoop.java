package dev.marotte.ingest;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Reads a driving clip, stamps its frames, encodes and sends them.
 *
 * <p>A clip decodes to the same frames and sounds each time, so a run that was killed is resumed by reading the clip again and leaving
 * out what is settled; frames that are left out are not encoded. What is in flight is bounded by {@link #MOST_IN_FLIGHT} frames, then the
 * loop waits until they are settled.
 *
 * <p>One thread. Interrupting it withdraws what is in flight.
 */
public final class IngestLoop {
    /** Between two calls of {@link Outlet#settle}: few, for what is not settled is not seen downstream; a settling costs some milliseconds. */
    private static final int MOST_IN_FLIGHT = 12;

    private final SessionId session;
    private final DrivingSource source;
    private final Outlet outlet;
    private final Headroom headroom;
    private final InstantSource clock;

    private Position settled = Position.START;
    private long frames;
    private long sounds;
    private int inFlight;

    /** @param source and {@code outlet} stay the caller's */
    public IngestLoop(SessionId session, DrivingSource source, Outlet outlet, Headroom headroom, InstantSource clock) {
        this.session = session;
        this.source = source;
        this.outlet = outlet;
        this.headroom = headroom;
        this.clock = clock;
    }

    /** Returns when the whole clip is settled. */
    public IngestReport run() throws IOException, InterruptedException {
        settled = outlet.resume();
        if (settled.ended()) {
            return new IngestReport(settled.frames(), settled.completeness());
        }
        sendHeader(source.facts().sound());
        while (true) {
            switch (source.next()) {
                case Media.Frame(Pts pts) -> send(stamp(pts));
                case Media.Broken(Pts pts) -> sendBroken(stamp(pts));
                case Media.Sound sound -> send(sound);
                case Media.End end -> {
                    return finish(end);
                }
            }
        }
    }

    private FrameStamp stamp(Pts pts) {
        return new FrameStamp(session, frames++, pts);
    }

    private void send(FrameStamp stamp) throws IOException, InterruptedException {
        if (isNew(stamp)) {
            outlet.send(new DrivingFrame(stamp, captureMicros(), source.encode()));
            sent();
        }
    }

    private void sendBroken(FrameStamp stamp) throws InterruptedException {
        if (isNew(stamp)) {
            outlet.send(new BrokenFrame(stamp, captureMicros()));
            sent();
        }
    }

    private boolean isNew(FrameStamp stamp) {
        return stamp.index() >= settled.frames();
    }

    private void sent() throws InterruptedException {
        if (++inFlight == MOST_IN_FLIGHT) {
            outlet.settle();
            inFlight = 0;
            headroom.await(frames);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("ingest was told to stop");
        }
    }

    /** A silent clip says so at once, for the sink cannot begin its file while sound may come. */
    private void sendHeader(Soundtrack soundtrack) {
        long sequence = sounds++;
        if (sequence >= settled.sounds()) {
            outlet.send(
                    switch (soundtrack) {
                        case Soundtrack.None() -> new EndOfAudio(session, sequence);
                        case Soundtrack.Coded(var codec, int rate, int channels, var setup) ->
                            new AudioHeader(session, codec, rate, channels, setup);
                    });
        }
    }

    private void send(Media.Sound sound) {
        long sequence = sounds++;
        if (sequence >= settled.sounds()) {
            outlet.send(new AudioUnit(session, sequence, sound.pts(), sound.durationMicros(), sound.bytes()));
        }
    }

    private IngestReport finish(Media.End end) {
        if (source.facts().sound() instanceof Soundtrack.Coded) {
            outlet.send(new EndOfAudio(session, sounds));
        }
        FrameStamp stamp = new FrameStamp(session, frames, end.pts());
        outlet.send(new EndOfFrames(stamp, end.completeness().breakOff()));
        outlet.settle();
        return new IngestReport(frames, end.completeness());
    }

    private long captureMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
