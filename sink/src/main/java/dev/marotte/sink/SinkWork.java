package dev.marotte.sink;

import dev.marotte.runtime.sessions.SessionWork;
import dev.marotte.runtime.sessions.StageReporter;
import dev.marotte.runtime.sessions.StageReporter.Standing;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.sink.SinkLoop.Recording;
import dev.marotte.sink.SinkLoop.Waiting;
import dev.marotte.sink.StallLimit.StalledException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** Writes all outputs of one lossless session; the session is complete when they are. */
final class SinkWork implements SessionWork {
    /** A file can use a late picture in any case. */
    private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

    private final Session session;
    private final Surroundings here;
    private final SessionEnding ending;

    /**
     * Dependencies that the sessions of a process share.
     *
     * @param inlets open a session's records
     * @param portraits of identities; a lookup may take a while
     */
    record Surroundings(
            Inlets inlets,
            Function<IdentityRef, Optional<Picture>> portraits,
            SinkConfig config,
            StageReporter reporter,
            ReportBoard board,
            SinkMeters meters,
            InstantSource clock) {
        /** All records of a session. */
        Inlet inlet(Session session) {
            return inlets.fromStart(session);
        }

        /** The records that current viewers need. */
        Inlet liveInlet(Session session) {
            return inlets.fromNow(session);
        }
    }

    /** Opens the records of a session. */
    interface Inlets {
        Inlet fromStart(Session session);

        Inlet fromNow(Session session);
    }

    SinkWork(Session session, Surroundings here) {
        this.session = session;
        this.here = here;
        ending = new SessionEnding(here.config().finishTimeout());
    }

    @Override
    public Outcome run() throws IOException, InterruptedException {
        if (!ClaimedOutputs.areWanted(session)) {
            return new Outcome.PartDone();
        }
        here.board().watch(session.id());
        try (ClaimedOutputs outputs = ClaimedOutputs.take(session);
                Inlet inlet = here.inlet(session);
                SinkMeters.OfSession meters = here.meters().begin()) {
            return loop(inlet, outputs, meters).run().map(this::complete).orElseGet(Outcome.PartDone::new);
        } catch (StalledException stalled) {
            return new Outcome.SessionEnds(EndReason.FAILED, String.valueOf(stalled.getMessage()));
        } finally {
            here.board().forget(session.id());
            here.reporter().forget(session.id());
        }
    }

    private SinkLoop loop(Inlet inlet, ClaimedOutputs outputs, SinkMeters.OfSession meters) {
        var recording =
                new Recording(meters.around(outputs.writers()), session.terms().rate(), FOR_EVER);
        SinkListener listener = progress -> {
            meters.progress(progress);
            here.reporter().report(session.id(), standing(progress.upTo(), progress.counts()));
        };
        return new SinkLoop(inlet, recording, listener, new Waiting(stallLimit(), ending, here.clock()));
    }

    private StallLimit stallLimit() {
        return new StallLimit(here.config().stallLimit(), () -> here.board().lastUpstream(session.id()));
    }

    /** The last report must arrive before the session ends, because a client that waits for the end reads it next. */
    private Outcome complete(SinkReport report) {
        String lost = LossSentence.of(report.counts());
        Standing last = standing(report.rate().timeOf(report.frames()), report.counts());
        here.reporter().reportNow(session.id(), last.remarking(lost));
        here.reporter().flush();
        return new Outcome.SessionEnds(EndReason.COMPLETED, lost);
    }

    private Standing standing(Pts upTo, OutcomeCounts counts) {
        long expected = here.board().expectedFrames(session.id());
        return new Standing(counts.arrived(), expected, upTo, counts, "");
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
