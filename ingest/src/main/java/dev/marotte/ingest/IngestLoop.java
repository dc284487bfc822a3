package dev.marotte.ingest;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.Media.Completeness;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import java.io.IOException;
import java.time.InstantSource;

/**
 * Reads a driving clip, and stamps, encodes and sends its frames.
 *
 * <p>A clip decodes to the same frames and sounds each time, so a run that was killed is resumed by reading the clip again and skipping
 * what is settled; skipped frames are not encoded. At most {@link #MOST_IN_FLIGHT} frames are in flight, then the loop waits until they
 * are settled.
 *
 * <p>One thread. Interrupting it withdraws what is in flight.
 */
public final class IngestLoop {
    /** Frames between two calls of {@link Outlet#settle}: few, since frames are invisible downstream until settled; settling costs some milliseconds. */
    private static final int MOST_IN_FLIGHT = 12;

    private final Session session;
    private final DrivingSource source;
    private final Outlet outlet;
    private final Headroom headroom;
    private final InstantSource clock;

    private Position settled = Position.START;
    private long frames;
    private long sounds;
    private long shiftMicros;
    private int inFlight;

    /** @param source and {@code outlet} stay the caller's */
    public IngestLoop(Session session, DrivingSource source, Outlet outlet, Headroom headroom, InstantSource clock) {
        this.session = session;
        this.source = source;
        this.outlet = outlet;
        this.headroom = headroom;
        this.clock = clock;
    }

    /** Resumes the session, reads what is left of the clip and returns when that is settled. */
    public IngestReport run() throws IOException, InterruptedException {
        return readAgain(outlet.resume());
    }

    /** Like {@link #run}, for a source such as a camera that does not start over when reopened: its frames follow those sent before. */
    public IngestReport runOn() throws IOException, InterruptedException {
        Position position = outlet.resume();
        return position.ended()
                ? new IngestReport(position.frames(), new Completeness.ToldEarlier())
                : readOn(position);
    }

    /** Reads a clip from its start and skips what is before {@code position}; returns when the rest is settled. */
    IngestReport readAgain(Position position) throws IOException, InterruptedException {
        settled = position;
        if (settled.ended()) {
            return new IngestReport(settled.frames(), new Completeness.ToldEarlier());
        }
        sendHeader(source.facts().sound());
        return read();
    }

    /** Reads a source such as a camera that does not start over when reopened: its first frame comes after {@code position}. */
    IngestReport readOn(Position position) throws IOException, InterruptedException {
        settled = position;
        frames = settled.frames();
        if (settled.sounds() == 0) {
            sendHeader(source.facts().sound());
        }
        sounds = Math.max(sounds, settled.sounds());
        shiftMicros = frames == 0 ? 0 : settled.upTo().micros() + typicalMicros();
        return read();
    }

    private long typicalMicros() {
        return Math.round(1_000_000 / source.facts().framesPerSecond());
    }

    private IngestReport read() throws IOException, InterruptedException {
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
        return new FrameStamp(session.id(), frames++, shifted(pts));
    }

    private Pts shifted(Pts pts) {
        return new Pts(pts.micros() + shiftMicros);
    }

    private void send(FrameStamp stamp) throws IOException, InterruptedException {
        if (isNew(stamp)) {
            outlet.send(new DrivingFrame(stamp, timing(), epoch(), source.encode()));
            sent();
        }
    }

    private void sendBroken(FrameStamp stamp) throws InterruptedException {
        if (isNew(stamp)) {
            outlet.send(new BrokenFrame(stamp, timing(), epoch()));
            sent();
        }
    }

    /** Higher after each gap, so that the first frame after a gap is not taken for a direct successor. */
    private long epoch() {
        return settled.epoch() + source.reopenings();
    }

    private FrameTiming timing() {
        return session.timing(clock.instant());
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

    /** A silent clip says so at once, because the sink cannot begin its file while sound may still come. */
    private void sendHeader(Soundtrack soundtrack) {
        long sequence = sounds++;
        if (sequence >= settled.sounds()) {
            outlet.send(
                    switch (soundtrack) {
                        case Soundtrack.None() -> new EndOfAudio(session.id(), sequence);
                        case Soundtrack.Coded(var codec, int rate, int channels, var setup) ->
                            new AudioHeader(session.id(), codec, rate, channels, setup);
                    });
        }
    }

    private void send(Media.Sound sound) {
        long sequence = sounds++;
        if (sequence >= settled.sounds()) {
            outlet.send(
                    new AudioUnit(session.id(), sequence, shifted(sound.pts()), sound.durationMicros(), sound.bytes()));
        }
    }

    /** A clip that is stopped while being read again up to its old position ends at that position. */
    private IngestReport finish(Media.End end) {
        frames = Math.max(frames, settled.frames());
        sounds = Math.max(sounds, settled.sounds());
        if (source.facts().sound() instanceof Soundtrack.Coded) {
            outlet.send(new EndOfAudio(session.id(), sounds));
        }
        Pts over = new Pts(Math.max(shifted(end.pts()).micros(), settled.upTo().micros()));
        FrameStamp stamp = new FrameStamp(session.id(), frames, over);
        outlet.send(new EndOfFrames(stamp, epoch(), end.completeness().breakOff()));
        outlet.settle();
        return new IngestReport(frames, end.completeness());
    }
}
