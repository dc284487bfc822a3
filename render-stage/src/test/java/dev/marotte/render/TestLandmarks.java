package dev.marotte.render;

import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.NetworkMotion;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.SessionId;
import java.time.Duration;
import java.time.Instant;

/**
 * Landmarks messages as the landmark stage would send them.
 *
 * @param timing of each frame
 */
record TestLandmarks(Profile profile, FrameTiming timing) {
    /** Captured in 1970, and worth work all the same. */
    static TestLandmarks lossless() {
        return new TestLandmarks(Profile.LOSSLESS, FrameTiming.unhurried(Instant.EPOCH));
    }

    /** Captured at an instant, and given up {@code budget} later. */
    static TestLandmarks live(Instant captured, Duration budget) {
        return new TestLandmarks(Profile.LIVE, FrameTiming.within(budget, captured));
    }

    static FrameStamp stamp(String session, long index) {
        return new FrameStamp(new SessionId(session), index, new Pts(index * 40_000));
    }

    /** A face around {@code x}, measured against the neutral frame 0. */
    Tracked tracked(String session, long index, IdentityRef identity, float x) {
        return new Tracked(
                stamp(session, index),
                profile,
                timing,
                identity,
                RenderSettings.DEFAULT,
                0,
                Meshes.filling(x, 50, 40, 40),
                new HeadPose(0, 0, 0),
                1,
                100,
                100);
    }

    /** The same face with what networks see of its motion. */
    static Tracked moved(Tracked plain, NetworkMotion motion) {
        return new Tracked(
                plain.stamp(),
                plain.profile(),
                plain.timing(),
                plain.identity(),
                plain.settings(),
                plain.neutralIndex(),
                plain.landmarks(),
                plain.pose(),
                plain.confidence(),
                plain.frameWidth(),
                plain.frameHeight(),
                motion);
    }

    Untracked untracked(String session, long index, IdentityRef identity, boolean everTracked, UntrackedReason reason) {
        return new Untracked(
                stamp(session, index), profile, timing, identity, RenderSettings.DEFAULT, everTracked, reason);
    }

    EndOfLandmarks end(String session, long frames) {
        return new EndOfLandmarks(stamp(session, frames), profile);
    }
}
