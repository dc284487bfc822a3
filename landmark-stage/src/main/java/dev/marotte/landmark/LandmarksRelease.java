package dev.marotte.landmark;

import dev.marotte.landmark.NeutralSearch.Chosen;
import dev.marotte.landmark.NeutralSearch.Holding;
import dev.marotte.landmark.NeutralSearch.Learning;
import dev.marotte.landmark.NeutralSearch.NotBegun;
import dev.marotte.landmark.SessionAdvance.Outlet;
import dev.marotte.landmark.SessionProgress.Running;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.MotionKind;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Releases a session's landmarks, each with the name of the neutral that it is measured against: at once if nothing can wait, otherwise, from the first
 * tracked frame on, as soon as the driver's rest is known.
 */
final class LandmarksRelease {
    private final Session session;
    private final HeldLandmarks held;
    private final Outlet outlet;
    private final RestEstimate estimate;
    private final NeutralLearning learning;

    LandmarksRelease(Session session, HeldLandmarks held, Outlet outlet, RestEstimate estimate) {
        this.session = session;
        this.held = held;
        this.outlet = outlet;
        this.estimate = estimate;
        this.learning = new NeutralLearning(session.id(), held, outlet, estimate);
    }

    Running publish(Running before, LandmarksMessage message) {
        Running running = message instanceof Tracked face ? searching(before, face) : before;
        return switch (running.neutral()) {
            case NotBegun _ -> {
                outlet.landmarks(message);
                yield running;
            }
            case Holding holding -> {
                held.hold(message);
                yield isLast(message, holding) ? release(running, holding) : running;
            }
            case Chosen(long index) -> {
                outlet.landmarks(relativeTo(index, message));
                yield running;
            }
            case Learning known -> running.with(publish(known, message));
        };
    }

    /** Begins a search with the very first face, and with the first one after a new neutral was requested. During a search no other begins. */
    private Running searching(Running before, Tracked face) {
        Running running = isReanchored(before) ? beginAnew(before) : before;
        return running.neutral() instanceof NotBegun
                ? running.with(begun(face)).reanchored(session.controls().reanchors())
                : running;
    }

    private boolean isReanchored(Running before) {
        return before.reanchors() < session.controls().reanchors() && !(before.neutral() instanceof Holding);
    }

    private NeutralSearch begun(Tracked first) {
        return ProfileTraits.of(session.profile()).hurried()
                ? learning.begin(first, learnable())
                : new Holding(first.stamp().index(), first.stamp().pts());
    }

    /**
     * Returns a choice that can be learnt. The motion that networks would see of a rest is not learnt while the rest glides, so there the first frame
     * stays the neutral.
     */
    private NeutralChoice learnable() {
        return switch (session.motion().kind()) {
            case MotionKind.Landmarks() -> choice();
            case MotionKind.ImplicitKeypoints _ -> new NeutralChoice.BestNeutral(Duration.ZERO);
        };
    }

    private Learning publish(Learning known, LandmarksMessage message) {
        Learning after = message instanceof Tracked tracked ? learning.take(known, tracked) : known;
        outlet.landmarks(relativeTo(after.glide().current(), message));
        return after;
    }

    private boolean isLast(LandmarksMessage message, Holding holding) {
        return holding.endsWith(message.stamp(), message instanceof Tracked, choice());
    }

    private NeutralChoice choice() {
        return session.motion().neutral();
    }

    /** Releases what waits: no more will come. */
    Running finish(Running running) {
        return running.neutral() instanceof Holding holding ? release(running, holding) : running;
    }

    /**
     * Forgets what is known of the driver's rest: the search begins with the next face, whose frame is the neutral of a session that cannot wait. Waiting
     * landmarks are released first.
     */
    Running beginAnew(Running before) {
        Running running = finish(before);
        held.discard(session.id().value());
        return running.with(new NotBegun(running.everTracked()));
    }

    private Running release(Running running, Holding holding) {
        List<LandmarksMessage> waiting = held.release(session.id());
        Neutral neutral = neutral(HeldLandmarks.tracked(waiting), holding);
        outlet.neutral(neutral);
        waiting.forEach(message -> outlet.landmarks(relativeTo(neutral.index(), message)));
        return running.with(new Chosen(neutral.index()));
    }

    private Neutral neutral(List<Tracked> candidates, Holding holding) {
        return switch (choice()) {
            case NeutralChoice.BestNeutral _ -> estimated(candidates, holding.first());
            case NeutralChoice.NeutralAt(Pts wanted) -> nearest(candidates, wanted);
        };
    }

    private Neutral estimated(List<Tracked> candidates, long index) {
        Tracked first = candidates.getFirst();
        FaceLandmarks landmarks =
                estimate.of(candidates.stream().map(Tracked::landmarks).toList());
        return new Neutral(session.id(), index, landmarks, first.landmarks(), first.frameWidth(), first.frameHeight())
                .seenAs(RestingMotion.of(landmarks, candidates), first.motion());
    }

    /** Takes only the neutral frame that was asked for, whatever the portrait shows. */
    private Neutral nearest(List<Tracked> candidates, Pts wanted) {
        Tracked nearest = candidates.stream()
                .min(Comparator.comparing(
                        candidate -> candidate.stamp().pts().since(wanted).abs()))
                .orElseThrow();
        return Neutral.of(nearest);
    }

    private static LandmarksMessage relativeTo(long neutralIndex, LandmarksMessage message) {
        return message instanceof Tracked tracked ? tracked.relativeTo(neutralIndex) : message;
    }
}
