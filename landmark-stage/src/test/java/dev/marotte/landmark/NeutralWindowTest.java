package dev.marotte.landmark;

import static dev.marotte.landmark.Rig.FRAME_MICROS;
import static dev.marotte.landmark.Rig.ID;
import static dev.marotte.landmark.Rig.end;
import static dev.marotte.landmark.Rig.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.marotte.landmark.SessionAdvance.FrameObserver;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long records wait for the driver's rest, and which frame it is. */
class NeutralWindowTest {
    private static final NeutralChoice BEST_OF_HALF_A_SECOND = new NeutralChoice.BestNeutral(Duration.ofMillis(500));

    @TempDir
    private Path state;

    @Test
    void holdsRecordsBackUntilTheRestIsKnown() {
        try (Rig rig = rig(Profile.LOSSLESS, new Driver(Set.of(), 3))) {
            rig.open(Profile.LOSSLESS, BEST_OF_HALF_A_SECOND);
            rig.send(frame(0), frame(1), frame(2), frame(3), frame(4), frame(5), frame(6));
            assertThat(rig.read(Topics.LANDMARKS)).isEmpty();

            rig.send(frame(7));
            List<LandmarksMessage> landmarks = rig.read(Topics.LANDMARKS);
            assertThat(Rig.indices(landmarks)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
            assertThat(neutralIndices(landmarks)).containsOnly(0L);
            List<Neutral> neutrals = rig.read(Topics.NEUTRALS);
            assertThat(neutrals).extracting(Neutral::session, Neutral::index).containsExactly(tuple(ID, 0L));
            assertThat(neutrals.getFirst().first()).isEqualTo(landmarks(landmarks, 0));
        }
    }

    @Test
    void aClipThatEndsWithinTheWindowHasANeutralToo() {
        try (Rig rig = rig(Profile.LOSSLESS, new Driver(Set.of(), 1))) {
            rig.open(Profile.LOSSLESS, BEST_OF_HALF_A_SECOND);
            rig.send(frame(0), frame(1), end(2));

            List<LandmarksMessage> landmarks = rig.read(Topics.LANDMARKS);
            assertThat(Rig.indices(landmarks)).containsExactly(0L, 1L, 2L);
            assertThat(neutralIndices(landmarks)).containsOnly(0L);
        }
    }

    @Test
    void aWindowEndsWhereTheFaceHasGone() {
        try (Rig rig = rig(Profile.LOSSLESS, new Driver(Set.of(2L, 3L, 4L, 5L, 6L), 1))) {
            rig.open(Profile.LOSSLESS, BEST_OF_HALF_A_SECOND);
            rig.send(frame(0), frame(1), frame(2), frame(3), frame(4), frame(5), frame(6), frame(7));

            assertThat(Rig.indices(rig.read(Topics.LANDMARKS))).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        }
    }

    @Test
    void whatIsHeldBackIsBoundedWhateverTheRate() {
        try (Rig rig = rig(Profile.LOSSLESS, Driver.alwaysThere())) {
            rig.open(Profile.LOSSLESS, new NeutralChoice.BestNeutral(Duration.ofHours(1)));
            for (int index = 0; index < 1801; index++) {
                rig.send(frame(index));
            }
            assertThat(rig.read(Topics.LANDMARKS)).isEmpty();
            rig.send(frame(1801));

            assertThat(rig.read(Topics.LANDMARKS)).hasSize(1800);
            assertThat(rig.keysIn(LandmarkTopology.HELD)).isEmpty();
        }
    }

    @Test
    void theNeutralFrameMayBeSetByItsTime() {
        try (Rig rig = rig(Profile.LOSSLESS, new Driver(Set.of(), 1))) {
            rig.open(Profile.LOSSLESS, new NeutralChoice.NeutralAt(new Pts(2 * FRAME_MICROS + 10)));
            rig.send(frame(0), frame(1), frame(2), frame(3), frame(4));
            assertThat(rig.read(Topics.LANDMARKS)).isEmpty();
            rig.send(frame(5));

            assertThat(neutralIndices(rig.read(Topics.LANDMARKS))).containsOnly(2L);
            assertThat(rig.read(Topics.NEUTRALS))
                    .allSatisfy(neutral -> assertThat(neutral.first()).isEqualTo(neutral.landmarks()));
        }
    }

    @Test
    void aLiveSessionNeverWaits() {
        try (Rig rig = rig(Profile.LIVE, new Driver(Set.of(0L), 3))) {
            rig.open(Profile.LIVE, BEST_OF_HALF_A_SECOND);
            rig.send(frame(0), frame(1));

            List<LandmarksMessage> landmarks = rig.read(Topics.LANDMARKS);
            assertThat(Rig.indices(landmarks)).containsExactly(0L, 1L);
            assertThat(neutralIndices(landmarks)).containsOnly(1L);
        }
    }

    @Test
    void aClipWithoutAFaceStillEnds() {
        try (Rig rig = rig(Profile.LOSSLESS, new Driver(Set.of(0L, 1L), 0))) {
            rig.open(Profile.LOSSLESS, BEST_OF_HALF_A_SECOND);
            rig.send(frame(0), frame(1), end(2));

            assertThat(Rig.indices(rig.read(Topics.LANDMARKS))).containsExactly(0L, 1L, 2L);
            assertThat(rig.read(Topics.NEUTRALS)).isEmpty();
        }
    }

    private Rig rig(Profile profile, FrameObserver observer) {
        return new Rig(state, profile, observer);
    }

    private static FaceLandmarks landmarks(List<LandmarksMessage> messages, int number) {
        return HeldLandmarks.tracked(messages).get(number).landmarks();
    }

    private static LongStream neutralIndices(List<LandmarksMessage> messages) {
        return HeldLandmarks.tracked(messages).stream().mapToLong(Tracked::neutralIndex);
    }
}
