package dev.marotte.sink;

import dev.marotte.runtime.sessions.SessionWork;
import dev.marotte.runtime.sessions.StageReporter.Standing;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.sink.live.LiveLoop;
import dev.marotte.sink.live.LiveOutput;
import dev.marotte.sink.live.LiveProgress;
import java.io.IOException;
import java.util.List;

/** Plays out one live session to its current viewers, and into its files. */
final class LiveWork implements SessionWork {
    private final SinkWork.Surroundings here;
    private final SessionEnding ending;
    private volatile Session session;

    LiveWork(Session session, SinkWork.Surroundings here) {
        this.session = session;
        this.here = here;
        ending = new SessionEnding(here.config().finishTimeout());
    }

    /** Whether a session is played out live. */
    static boolean isFor(Session session) {
        return switch (session.profile()) {
            case LIVE -> true;
            case LOSSLESS -> false;
        };
    }

    @Override
    public Outcome run() throws IOException, InterruptedException {
        List<LiveOutput> outputs = LiveOutput.of(session.outputs());
        here.board().watch(session.id());
        try (SinkMeters.OfSession meters = here.meters().begin()) {
            LiveLoop loop = new LiveLoop(() -> session, terms(), new Heard(meters));
            return complete(run(loop, outputs));
        } finally {
            here.board().forget(session.id());
            here.reporter().forget(session.id());
        }
    }

    private LiveProgress run(LiveLoop loop, List<LiveOutput> outputs) throws IOException, InterruptedException {
        try (ClaimedOutputs files = ClaimedOutputs.take(session);
                Inlet inlet = here.liveInlet(session)) {
            return loop.run(inlet, outputs, files.unfinished());
        }
    }

    private LiveLoop.Terms terms() {
        return new LiveLoop.Terms(
                here.portraits(),
                here.config().slateAfter(),
                () -> !ending.isOpen(),
                () -> !ending.wantsNothing(),
                System::nanoTime);
    }

    private Outcome complete(LiveProgress last) {
        String lost = LossSentence.of(last.counts());
        here.reporter().reportNow(session.id(), standing(last).remarking(lost));
        here.reporter().flush();
        return new Outcome.SessionEnds(EndReason.COMPLETED, lost);
    }

    private Standing standing(LiveProgress progress) {
        long expected = here.board().expectedFrames(session.id());
        return new Standing(progress.counts().arrived(), expected, progress.upTo(), progress.counts(), "")
                .over(progress.connections());
    }

    /** Reports progress and updates the meters. */
    private final class Heard implements LiveLoop.Listener {
        private final SinkMeters.OfSession meters;

        Heard(SinkMeters.OfSession meters) {
            this.meters = meters;
        }

        @Override
        public void progress(LiveProgress progress) {
            meters.progress(new SinkProgress(
                    progress.counts().arrived(),
                    progress.waiting(),
                    progress.ticks(),
                    progress.upTo(),
                    progress.counts()));
            here.reporter().report(session.id(), standing(progress));
        }

        @Override
        public void shown(FrameTiming frame) {
            meters.shown(frame);
        }
    }

    @Override
    public void changed(Session newest) {
        session = newest;
    }

    @Override
    public void finish(Ended ended) {
        ending.tell(ended, here.clock().instant());
    }

    @Override
    public void settled() {
        ClaimedOutputs.settle(session);
    }
}
