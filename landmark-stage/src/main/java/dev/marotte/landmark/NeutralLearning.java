package dev.marotte.landmark;

import dev.marotte.landmark.NeutralSearch.Chosen;
import dev.marotte.landmark.NeutralSearch.Learning;
import dev.marotte.landmark.SessionAdvance.Outlet;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;

/**
 * Learns the driver's rest in a session that cannot wait: the first tracked frame is the neutral, samples of the frames after it yield the rest, and the
 * neutral glides there, again and again for as long as the session lasts.
 */
final class NeutralLearning {
    private final SessionId session;
    private final HeldLandmarks samples;
    private final Outlet outlet;
    private final RestEstimate estimate;

    NeutralLearning(SessionId session, HeldLandmarks samples, Outlet outlet, RestEstimate estimate) {
        this.session = session;
        this.samples = samples;
        this.outlet = outlet;
        this.estimate = estimate;
    }

    /** Makes the first tracked frame the neutral, for good if no better one was requested. */
    NeutralSearch begin(Tracked first, NeutralChoice choice) {
        outlet.neutral(Neutral.of(first));
        return switch (choice) {
            case NeutralChoice.BestNeutral(var window) when window.isPositive() -> learning(first);
            case NeutralChoice.BestNeutral _, NeutralChoice.NeutralAt _ ->
                new Chosen(first.stamp().index());
        };
    }

    private Learning learning(Tracked first) {
        samples.hold(first);
        Pts pts = first.stamp().pts();
        return new Learning(
                SampleSchedule.startingWith(pts),
                NeutralGlide.startingAt(first.stamp().index(), first.landmarks(), pts));
    }

    /** Takes in one more frame, whose neutral is then the glide's current one. */
    Learning take(Learning before, Tracked tracked) {
        Learning learnt = before.samples().wants(tracked.stamp().pts()) ? sampled(before, tracked) : before;
        return learnt.glide().isStepDue(tracked.stamp().pts()) ? stepped(learnt, tracked) : learnt;
    }

    private Learning sampled(Learning before, Tracked sample) {
        samples.hold(sample);
        SampleSchedule after = bounded(before.samples().with(sample.stamp().pts()));
        return new Learning(after, after.isEstimateDue() ? before.glide().towards(learnt()) : before.glide());
    }

    private SampleSchedule bounded(SampleSchedule schedule) {
        if (!schedule.isFull()) {
            return schedule;
        }
        if (schedule.isThinnable()) {
            return schedule.thinned(samples.thin(session));
        }
        samples.giveUpTheOldest(session);
        return schedule.withoutTheOldest();
    }

    private FaceLandmarks learnt() {
        return estimate.of(HeldLandmarks.tracked(samples.of(session)).stream()
                .map(Tracked::landmarks)
                .toList());
    }

    private Learning stepped(Learning before, Tracked now) {
        NeutralGlide after =
                before.glide().step(now.stamp().index(), now.stamp().pts());
        if (after.hasAnnounced(before.glide())) {
            announce(after.face(), now);
        }
        return new Learning(before.samples(), after);
    }

    private void announce(FaceLandmarks face, Tracked now) {
        outlet.neutral(new Neutral(session, now.stamp().index(), face, now.frameWidth(), now.frameHeight()));
    }
}
