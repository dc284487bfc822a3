package dev.marotte.landmark;

import dev.marotte.face.TrackState;
import dev.marotte.landmark.DriverObserver.ObservedFrame;
import dev.marotte.landmark.NeutralSearch.Chosen;
import dev.marotte.landmark.NeutralSearch.Holding;
import dev.marotte.landmark.NeutralSearch.NotBegun;
import dev.marotte.landmark.SessionProgress.Finished;
import dev.marotte.landmark.SessionProgress.Running;
import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import java.util.List;

/**
 * Takes one session on by one message. Frames are seen, smoothed, and go out in the order of their indices; from the first tracked frame on
 * they are held back until the neutral frame is known.
 */
final class SessionAdvance {
    private final Session session;
    private final SessionMessages messages;
    private final FrameObserver observer;
    private final RecordsAwaitingNeutral held;
    private final Outlet outlet;

    SessionAdvance(SessionMessages messages, FrameObserver observer, RecordsAwaitingNeutral held, Outlet outlet) {
        this.session = messages.session();
        this.messages = messages;
        this.observer = observer;
        this.held = held;
        this.outlet = outlet;
    }

    /** The destination of a session's messages. */
    interface Outlet {
        void landmarks(LandmarksMessage message);

        void neutral(Neutral neutral);
    }

    /** Looks at a frame, {@link DriverObserver} with a network, tests by a script. */
    interface FrameObserver {
        ObservedFrame observe(TrackState before, DrivingFrame frame, FaceChoice choice);
    }

    /**
     * Takes in one message.
     *
     * @param message with the next index or a later one: frames in between never came in a form that could be read
     * @param holeTiming of the frames in between
     */
    SessionProgress advance(Running before, FrameMessage message, FrameTiming holeTiming) {
        Running running = fillHole(before, message.stamp(), holeTiming);
        return switch (message) {
            case DrivingFrame frame ->
                take(
                        running,
                        observer.observe(
                                running.track(), frame, session.motion().face()));
            case BrokenFrame(FrameStamp stamp, FrameTiming timing, long _) ->
                take(running, broken(running, stamp, timing));
            case EndOfFrames end -> finish(running, end.stamp());
        };
    }

    /** Fills a hole with frames whose times are spread evenly: nothing better is known of them. */
    private Running fillHole(Running before, FrameStamp next, FrameTiming timing) {
        Running running = before;
        double steps = next.index() - before.next() + 1;
        for (long index = before.next(); index < next.index(); index++) {
            double share = (index - before.next() + 1) / steps;
            long micros = before.last().micros()
                    + Math.round(share * (next.pts().micros() - before.last().micros()));
            FrameStamp missing = new FrameStamp(next.session(), index, new Pts(micros));
            running = take(running, broken(running, missing, timing));
        }
        return running;
    }

    private static ObservedFrame broken(Running before, FrameStamp stamp, FrameTiming timing) {
        return new ObservedFrame(
                before.track(), new FaceObservation.Nothing(stamp, timing, UntrackedReason.BROKEN_PICTURE));
    }

    private Running take(Running before, ObservedFrame observation) {
        FaceObservation seen = observation.seen();
        Smoothing.Step step = before.smoothing().next(seen);
        return say(step.ready(), before.after(seen.stamp(), observation.track(), step.after()));
    }

    private Running say(List<FaceObservation> ready, Running before) {
        Running running = before;
        for (FaceObservation seen : ready) {
            running = publish(
                    running,
                    switch (seen) {
                        case FaceObservation.Face face -> messages.tracked(face);
                        case FaceObservation.Nothing nothing -> messages.untracked(nothing, running.everTracked());
                    });
        }
        return running;
    }

    private Running publish(Running before, LandmarksMessage message) {
        Running running = begun(before, message);
        return switch (running.neutral()) {
            case NotBegun() -> {
                outlet.landmarks(message);
                yield running;
            }
            case Holding holding -> {
                held.hold(message);
                yield isLast(message, holding) ? release(running) : running;
            }
            case Chosen(long index) -> {
                outlet.landmarks(relativeTo(index, message));
                yield running;
            }
        };
    }

    /** Begins the search where {@code message} is the first tracked frame, of all or since a new neutral one was asked for. */
    private Running begun(Running running, LandmarksMessage message) {
        return message instanceof Tracked first && isToBegin(running)
                ? running.reanchored(
                        session.controls().reanchors(), first.stamp().pts())
                : running;
    }

    /** While one search lasts, none begins. */
    private boolean isToBegin(Running running) {
        return switch (running.neutral()) {
            case NotBegun() -> true;
            case Holding _ -> false;
            case Chosen _ -> running.reanchors() < session.controls().reanchors();
        };
    }

    private boolean isLast(LandmarksMessage message, Holding holding) {
        return message instanceof Tracked tracked
                && holding.endsWith(tracked.stamp().pts(), choice());
    }

    private NeutralChoice choice() {
        return ProfileTraits.of(session.profile()).neutral(session.motion());
    }

    private Running release(Running running) {
        List<LandmarksMessage> waiting = held.release(session.id());
        List<Tracked> candidates = RecordsAwaitingNeutral.tracked(waiting);
        Tracked neutral = NeutralScore.choose(candidates, choice());
        long index = neutral.stamp().index();
        outlet.neutral(new Neutral(
                session.id(),
                index,
                neutral.landmarks(),
                first(candidates, neutral).landmarks(),
                neutral.frameWidth(),
                neutral.frameHeight()));
        waiting.forEach(message -> outlet.landmarks(relativeTo(index, message)));
        return running.with(new Chosen(index));
    }

    /** The first frame with a face; whoever sets the neutral frame wants no other. */
    private Tracked first(List<Tracked> candidates, Tracked neutral) {
        return switch (choice()) {
            case NeutralChoice.BestNeutral _ -> candidates.getFirst();
            case NeutralChoice.NeutralAt _ -> neutral;
        };
    }

    private Finished finish(Running before, FrameStamp stamp) {
        Running running = say(before.smoothing().rest(), before);
        if (running.neutral() instanceof Holding) {
            release(running);
        }
        outlet.landmarks(new EndOfLandmarks(stamp, session.profile()));
        return new Finished(stamp.index(), stamp.pts());
    }

    private static LandmarksMessage relativeTo(long neutralIndex, LandmarksMessage message) {
        return message instanceof Tracked tracked ? tracked.relativeTo(neutralIndex) : message;
    }
}
