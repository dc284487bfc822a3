package dev.marotte.landmark;

import static dev.marotte.landmark.Rig.ID;
import static dev.marotte.landmark.Rig.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.marotte.face.TrackState;
import dev.marotte.landmark.DriverObserver.ObservedFrame;
import dev.marotte.landmark.SessionAdvance.FrameObserver;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.SessionMotion;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadlineTest {
    private static final NeutralChoice FIRST = new NeutralChoice.BestNeutral(Duration.ZERO);
    private static final FrameTiming WITHIN_HALF_A_SECOND = FrameTiming.within(Duration.ofMillis(500), Instant.EPOCH);

    @TempDir
    private Path state;

    private final Attentive observer = new Attentive();

    @Test
    void aLateFrameIsNotLookedAt() {
        try (Rig rig = live()) {
            rig.send(hurried(0));
            rig.clock.advance(Duration.ofMillis(501));
            rig.send(hurried(1));

            assertThat(observer.asked).containsExactly(0L);
            assertThat(rig.read(Topics.LANDMARKS).getLast())
                    .isInstanceOfSatisfying(
                            Untracked.class,
                            late -> assertThat(late)
                                    .extracting(Untracked::reason, Untracked::everTracked, Untracked::timing)
                                    .containsExactly(UntrackedReason.LATE, true, WITHIN_HALF_A_SECOND));
        }
    }

    @Test
    void aFrameAtItsDeadlineIsInTime() {
        try (Rig rig = live()) {
            rig.clock.advance(Duration.ofMillis(500));
            rig.send(hurried(0));

            assertThat(rig.read(Topics.LANDMARKS)).singleElement().isInstanceOf(Tracked.class);
        }
    }

    @Test
    void lateFramesBeforeTheFirstFaceDoNotCountAsTracked() {
        try (Rig rig = live()) {
            rig.clock.advance(Duration.ofSeconds(1));
            rig.send(hurried(0), frame(1), hurried(2));

            List<LandmarksMessage> landmarks = rig.read(Topics.LANDMARKS);
            assertThat(landmarks)
                    .filteredOn(Untracked.class::isInstance)
                    .map(Untracked.class::cast)
                    .extracting(Untracked::reason, Untracked::everTracked)
                    .containsExactly(tuple(UntrackedReason.LATE, false), tuple(UntrackedReason.LATE, true));
            assertThat(HeldLandmarks.tracked(landmarks))
                    .extracting(Tracked::neutralIndex)
                    .containsExactly(1L);
        }
    }

    @Test
    void trackingGoesOnFromBeforeALateFrame() {
        try (Rig rig = live()) {
            rig.send(frame(0));
            rig.clock.advance(Duration.ofSeconds(1));
            rig.send(hurried(1), frame(2));

            assertThat(observer.memories).containsExactly(TrackState.START, new TrackState.Lost(1));
        }
    }

    private Rig live() {
        Rig rig = new Rig(state, Profile.LIVE, observer);
        rig.open(Profile.LIVE, FIRST);
        return rig;
    }

    private static DrivingFrame hurried(long index) {
        return frame(ID, index, WITHIN_HALF_A_SECOND, 0);
    }

    /** Remembers what it was asked, and counts frames in the track's memory. */
    private static final class Attentive implements FrameObserver {
        private final List<Long> asked = new ArrayList<>();
        private final List<TrackState> memories = new ArrayList<>();
        private final Driver driver = new Driver(Set.of(), 0);

        @Override
        public ObservedFrame observe(TrackState before, DrivingFrame frame, SessionMotion motion) {
            asked.add(frame.stamp().index());
            memories.add(before);
            return new ObservedFrame(
                    new TrackState.Lost(asked.size()),
                    driver.observe(before, frame, motion).seen());
        }
    }
}
