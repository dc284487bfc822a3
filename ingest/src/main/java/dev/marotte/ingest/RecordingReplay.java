package dev.marotte.ingest;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends a part of a recording as the landmarks and the sound of another session, which has its own identity and settings. The first frame of
 * the part becomes frame 0 at 0 s; a frame that is missing or cannot be read is sent as one whose picture was broken, because a session has no
 * holes.
 *
 * <p>The same recording gives the same messages each time, so a replay that was killed reads it again and skips what is settled. One thread;
 * interrupting it withdraws what is in flight.
 */
final class RecordingReplay {
    /** Frames between two calls of {@link Outlet#settle}. */
    private static final int MOST_IN_FLIGHT = 24;

    private final Session session;
    private final Recording recording;
    private final Outlet outlet;
    private final Headroom headroom;
    private final InstantSource clock;
    private final Set<Long> neutrals = new HashSet<>();

    private Position settled = Position.START;
    private boolean everTracked;
    private int inFlight;

    /** @param outlet stays the caller's, as does the source of {@code recording} */
    RecordingReplay(Session session, Recording recording, Outlet outlet, Headroom headroom, InstantSource clock) {
        this.session = session;
        this.recording = recording;
        this.outlet = outlet;
        this.headroom = headroom;
        this.clock = clock;
    }

    /**
     * Sends the part; returns when it is settled.
     *
     * @param position of the replaying session
     * @throws BadInputException if nothing was recorded of the part
     */
    FrameStamp run(Position position, ReplayGate gate) throws InterruptedException {
        settled = position;
        RecordedPart part = new RecordedPart(recording.landmarks(), recording.part(), session.id());
        ReplayedSound sound = new ReplayedSound(session.id(), recording.sound(), outlet, settled.sounds());
        sound.begin(recording.part(), part.begin());
        while (true) {
            PartStep step = part.next();
            if (step instanceof PartStep.PartEnd(FrameStamp end)) {
                return finish(sound, sound.end(), end);
            }
            if (isNew(step.stamp()) && !gate.opensFor(step.stamp())) {
                return finish(sound, step.stamp().pts(), step.stamp());
            }
            sound.sendBefore(step.stamp().pts());
            send(step);
        }
    }

    private boolean isNew(FrameStamp stamp) {
        return stamp.index() >= settled.frames();
    }

    private void send(PartStep step) throws InterruptedException {
        LandmarksMessage message = switch (step) {
            case PartStep.RecordedFrame(FrameStamp stamp, Tracked tracked) -> bound(stamp, tracked);
            case PartStep.RecordedFrame(FrameStamp stamp, Untracked old) -> untracked(stamp, old.reason());
            case PartStep.RecordedFrame(FrameStamp stamp, EndOfLandmarks _) -> end(stamp);
            case PartStep.MissingFrame(FrameStamp stamp) -> untracked(stamp, UntrackedReason.BROKEN_PICTURE);
            case PartStep.PartEnd(FrameStamp stamp) -> end(stamp);
        };
        if (isNew(step.stamp())) {
            outlet.send(message);
            sent(step.stamp());
        }
    }

    private Tracked bound(FrameStamp stamp, Tracked old) {
        requireFitting(old);
        everTracked = true;
        if (neutrals.add(old.neutralIndex()) && isNew(stamp)) {
            outlet.send(neutral(old.neutralIndex()));
        }
        return new Tracked(
                stamp,
                session.profile(),
                session.timing(clock.instant()),
                session.identity(),
                session.settings(),
                old.neutralIndex(),
                old.landmarks(),
                old.pose(),
                old.confidence(),
                old.frameWidth(),
                old.frameHeight(),
                old.motion());
    }

    private void requireFitting(Tracked old) {
        if (!old.motion().fits(session.motion().kind())) {
            throw new BadInputException("session " + recording.part().session()
                    + " cannot be replayed with this identity: its recording has no motion of "
                    + session.motion().kind().inWords() + "; animate the clip again, or name another identity");
        }
    }

    /** The neutral frame keeps its recorded index, by which the frames refer to it. */
    private Neutral neutral(long index) {
        @Nullable Neutral old = recording.neutrals().get(index);
        if (old == null) {
            throw new BadInputException("session " + recording.part().session()
                    + " cannot be replayed: the driver's face at rest is missing in its recording");
        }
        return old.in(session.id());
    }

    private Untracked untracked(FrameStamp stamp, UntrackedReason reason) {
        return new Untracked(
                stamp,
                session.profile(),
                session.timing(clock.instant()),
                session.identity(),
                session.settings(),
                everTracked,
                reason);
    }

    private EndOfLandmarks end(FrameStamp stamp) {
        return new EndOfLandmarks(stamp, session.profile());
    }

    private void sent(FrameStamp stamp) throws InterruptedException {
        if (++inFlight == MOST_IN_FLIGHT) {
            outlet.settle();
            inFlight = 0;
            headroom.await(stamp.index() + 1);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("the replay was told to stop");
        }
    }

    private FrameStamp finish(ReplayedSound sound, Pts soundEnd, FrameStamp end) {
        sound.finishBefore(soundEnd);
        outlet.send(end(end));
        outlet.settle();
        return end;
    }
}
