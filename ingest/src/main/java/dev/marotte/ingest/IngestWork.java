package dev.marotte.ingest;

import dev.marotte.ingest.Media.Completeness.Truncated;
import dev.marotte.ingest.stream.IdleSourceException;
import dev.marotte.ingest.stream.StreamReport;
import dev.marotte.media.StreamAddress;
import dev.marotte.runtime.sessions.SessionWork;
import dev.marotte.runtime.sessions.StageReporter.Standing;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionSource.FileSource;
import dev.marotte.schemas.SessionSource.PictureSource;
import dev.marotte.schemas.SessionSource.PushSource;
import dev.marotte.schemas.SessionSource.PushedVoice;
import dev.marotte.schemas.SessionSource.RecordingSource;
import dev.marotte.schemas.SessionSource.StreamSource;
import dev.marotte.schemas.SessionSource.VoiceSource;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.Topics;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.Predicate;

/** The ingest of one session: opens its source and sends what it gives, from where an earlier run stopped. */
final class IngestWork implements SessionWork {
    private final Session session;
    private final IngestTools tools;
    private final StopSignal stop = new StopSignal();

    IngestWork(Session session, IngestTools tools) {
        this.session = session;
        this.tools = tools;
    }

    @Override
    public Outcome run() throws IOException, InterruptedException {
        if (session.source().isPushed()) {
            // The process that the client is connected to sends it.
            return new Outcome.PartDone();
        }
        try (var _ = tools.meters().begin();
                Outlet outlet = tools.outlet(session)) {
            Position position = outlet.resume();
            if (!position.ended()) {
                ingest(outlet, position);
            }
        } catch (IdleSourceException idle) {
            return new Outcome.SessionEnds(EndReason.IDLE, String.valueOf(idle.getMessage()));
        } catch (InterruptedIOException told) {
            throw new InterruptedException("ingest was told to stop");
        } finally {
            tools.reporter().forget(session.id());
        }
        return new Outcome.PartDone();
    }

    @Override
    public void finish(Ended ended) {
        stop.give();
    }

    private void ingest(Outlet outlet, Position position) throws IOException, InterruptedException {
        switch (session.source()) {
            case FileSource(String path) -> readClip(path, outlet, position);
            case PictureSource(String pattern) -> readClip(pattern, outlet, position);
            case VoiceSource(String path) -> readVoice(path, outlet, position);
            case RecordingSource part -> replay(part, outlet, position);
            case StreamSource(String address) -> readStream(StreamAddress.of(address), outlet, position);
            case PushSource(), PushedVoice() ->
                throw new IllegalStateException("nothing is read for a client that sends by itself");
        }
    }

    private void readClip(String name, Outlet outlet, Position position) throws IOException, InterruptedException {
        Headroom headroom = tools.headroom(session, Topics.FRAMES, StageName.LANDMARK, outlet, stop);
        try (DrivingSource clip = watched(SessionClip.open(name, session.terms(), tools.config()), position)) {
            new IngestLoop(session, clip, outlet, headroom, tools.clock()).readAgain(position);
        }
    }

    private DrivingSource watched(DrivingSource clip, Position position) {
        DrivingSource metered = tools.meters().meter(clip);
        DrivingSource paced = session.profile() == Profile.LIVE
                ? new WatchedSource(metered, new RealTimePacing(System::nanoTime, stop, position.frames()))
                : metered;
        return new WatchedSource(
                new WatchedSource(paced, new EarlyEnd(stop)),
                new ReportedProgress(tools.reporter(), session.id(), position.frames()));
    }

    private void readStream(StreamAddress address, Outlet outlet, Position position)
            throws IOException, InterruptedException {
        if (session.profile() == Profile.LOSSLESS) {
            throw new BadInputException("a network stream does not wait, so it cannot be followed without loss: open"
                    + " the session with --profile live");
        }
        StreamReport report = new StreamReport(new OwnReports(), address.shown(), position.frames(), position.upTo());
        try (DrivingSource stream = tools.meters().meter(SessionStream.open(address, settings(), stop, report))) {
            new IngestLoop(session, stream, outlet, Headroom.UNLIMITED, tools.clock()).readOn(position);
        }
    }

    /** Reports of this session. */
    private final class OwnReports implements StreamReport.Reporter {
        @Override
        public void report(Standing standing) {
            tools.reporter().report(session.id(), standing);
        }

        @Override
        public void reportNow(Standing standing) {
            tools.reporter().reportNow(session.id(), standing);
        }
    }

    private SessionStream.Settings settings() {
        return new SessionStream.Settings(
                SessionClip.settings(session.terms(), tools.config()),
                tools.config().streams(),
                session.terms().latencyBudget().dividedBy(2));
    }

    private void readVoice(String name, Outlet outlet, Position position) throws IOException, InterruptedException {
        try (SoundSource voice = SessionClip.openVoice(name)) {
            Pts end = new VoiceLoop(session, voice, outlet, voiceGate(voice)).run(position);
            Standing standing = Standing.of(voiceFrames(end), voiceFrames(end), end);
            String remark = voice.completeness() instanceof Truncated(String words) && !stop.isGiven() ? words : "";
            tools.reporter().reportNow(session.id(), standing.remarking(remark));
        }
    }

    private Predicate<Pts> voiceGate(SoundSource voice) {
        var pacing = new RealTimePacing(System::nanoTime, stop, 0);
        long expected = voiceFrames(new Pts(voice.expectedMicros()));
        return pts -> {
            if (session.profile() == Profile.LIVE) {
                pacing.await(pts);
            }
            tools.reporter().report(session.id(), Standing.of(voiceFrames(pts), expected, pts));
            return !stop.isGiven();
        };
    }

    private static long voiceFrames(Pts pts) {
        return Math.max(0, VoiceSource.RATE.tickAt(pts));
    }

    private void replay(RecordingSource part, Outlet outlet, Position position) throws InterruptedException {
        Headroom headroom = tools.headroom(session, Topics.LANDMARKS, StageName.RENDER, outlet, stop);
        try (RecordedSession recorded = RecordedSession.open(part, tools.cluster(), tools.clock())) {
            var replay = new RecordingReplay(session, recorded.recording(), outlet, headroom, tools.clock());
            FrameStamp end = replay.run(position, gate(recorded.expectedFrames()));
            tools.reporter().reportNow(session.id(), Standing.of(end.index(), end.index(), end.pts()));
        }
    }

    private ReplayGate gate(long expectedFrames) {
        RealTimePacing pacing = new RealTimePacing(System::nanoTime, stop, 0);
        return stamp -> {
            if (session.profile() == Profile.LIVE) {
                pacing.await(stamp.pts());
            }
            tools.reporter().report(session.id(), Standing.of(stamp.index() + 1, expectedFrames, stamp.pts()));
            return !stop.isGiven();
        };
    }
}
