package dev.marotte.landmark;

import static dev.marotte.landmark.Rig.ID;
import static dev.marotte.landmark.Rig.UNHURRIED;
import static dev.marotte.landmark.Rig.end;
import static dev.marotte.landmark.Rig.frame;
import static dev.marotte.landmark.Rig.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.marotte.face.onnx.FaceModels;
import dev.marotte.landmark.SessionAdvance.FrameObserver;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.DeadLetter;
import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.StampHeader;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.DefaultRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandmarkTopologyTest {
    private static final NeutralChoice FIRST = new NeutralChoice.BestNeutral(Duration.ZERO);
    private static final NeutralChoice BEST_OF_HALF_A_SECOND = new NeutralChoice.BestNeutral(Duration.ofMillis(500));

    @TempDir
    private Path state;

    @Test
    void everyFrameComesOutOnceAndInOrder() {
        try (Rig rig = rig(Profile.LOSSLESS, Driver.alwaysThere())) {
            rig.open(Profile.LOSSLESS, FIRST);
            rig.send(frame(0), frame(1), frame(1), frame(0), frame(2), end(3), end(3), frame(1));

            List<LandmarksMessage> landmarks = rig.read(Topics.LANDMARKS);
            assertThat(Rig.indices(landmarks)).containsExactly(0L, 1L, 2L, 3L);
            assertThat(landmarks.getLast()).isEqualTo(new EndOfLandmarks(stamp(3), Profile.LOSSLESS));
        }
    }

    @Test
    void aFaceThatEntersLateIsUntrackedUntilThen() {
        try (Rig rig = rig(Profile.LOSSLESS, new Driver(Set.of(0L, 1L, 3L), 2))) {
            rig.open(Profile.LOSSLESS, FIRST);
            rig.send(frame(0), frame(1), frame(2), frame(3), end(4));

            assertThat(rig.read(Topics.LANDMARKS))
                    .filteredOn(Untracked.class::isInstance)
                    .map(Untracked.class::cast)
                    .extracting(Untracked::everTracked)
                    .containsExactly(false, false, true);
        }
    }

    @Test
    void whatCannotBeReadLeavesNoHole() {
        try (Rig rig = rig(Profile.LOSSLESS, Driver.alwaysThere())) {
            rig.open(Profile.LOSSLESS, FIRST);
            rig.send(frame(0));
            rig.sendUnreadable((byte) 1, (byte) 2, (byte) 3);
            rig.send(frame(2), new BrokenFrame(stamp(3), UNHURRIED, 0), end(4));

            List<LandmarksMessage> landmarks = rig.read(Topics.LANDMARKS);
            assertThat(Rig.indices(landmarks)).containsExactly(0L, 1L, 2L, 3L, 4L);
            assertThat(landmarks.get(1)).isInstanceOfSatisfying(Untracked.class, hole -> {
                assertThat(hole.stamp()).isEqualTo(stamp(1));
                assertThat(hole.reason()).isEqualTo(UntrackedReason.BROKEN_PICTURE);
            });
            assertThat(rig.read(Topics.DEAD_LETTERS))
                    .extracting(DeadLetter::topic, DeadLetter::key)
                    .containsExactly(tuple(Topics.FRAMES.name(), Bytes.ofUtf8("demo/1")));
        }
    }

    @Test
    void recordsWithNeitherKeyNorValueStopNobody() {
        try (Rig rig = rig(Profile.LOSSLESS, Driver.alwaysThere())) {
            rig.sendWithNeitherKeyNorValue(Topics.SESSIONS);
            rig.open(Profile.LOSSLESS, FIRST);
            rig.send(frame(0));
            rig.sendWithNeitherKeyNorValue(Topics.FRAMES);
            rig.send(frame(1), end(2));

            assertThat(Rig.indices(rig.read(Topics.LANDMARKS))).containsExactly(0L, 1L, 2L);
            assertThat(rig.read(Topics.DEAD_LETTERS))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).isEqualTo("without a value"));
        }
    }

    @Test
    void aFrameOfAnUnknownSessionGoesToTheDeadLetters() {
        try (Rig rig = rig(Profile.LOSSLESS, Driver.alwaysThere())) {
            rig.send(frame(0));

            assertThat(rig.read(Topics.LANDMARKS)).isEmpty();
            assertThat(rig.read(Topics.DEAD_LETTERS))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).contains("never opened"));
        }
    }

    @Test
    void sessionsOfTheOtherProfileAreLeftAlone() {
        try (Rig rig = rig(Profile.LOSSLESS, Driver.alwaysThere())) {
            rig.open(Profile.LIVE, FIRST);
            rig.send(frame(0));

            assertThat(rig.read(Topics.LANDMARKS)).isEmpty();
            assertThat(rig.read(Topics.DEAD_LETTERS)).isEmpty();
        }
    }

    @Test
    void tracksARealFaceAndKnowsItsPose() {
        try (FaceModels models = FaceModels.load();
                Rig rig = rig(Profile.LOSSLESS, new DriverObserver(models))) {
            rig.open(Profile.LOSSLESS, FIRST);
            rig.send(frame(0), frame(1), end(2));

            List<LandmarksMessage> landmarks = rig.read(Topics.LANDMARKS);
            assertThat(landmarks.subList(0, 2))
                    .allSatisfy(message -> assertThat(message).isInstanceOfSatisfying(Tracked.class, tracked -> {
                        assertThat(tracked.confidence()).isGreaterThan(0.9f);
                        assertThat(tracked.pose().yaw()).isBetween(-25f, 25f);
                        assertThat(tracked.pose().roll()).isBetween(-15f, 15f);
                        assertThat(tracked.landmarks().x(1)).isBetween(120f, 220f);
                    }));
        }
    }

    @Test
    void everyLandmarksRecordHasItsStampOnTheOutside() {
        try (Rig rig = rig(Profile.LOSSLESS, new Driver(Set.of(1L), 0))) {
            rig.open(Profile.LOSSLESS, BEST_OF_HALF_A_SECOND);
            rig.send(frame(0), frame(1), end(2));

            assertThat(rig.records(Topics.LANDMARKS))
                    .map(LandmarkTopologyTest::header)
                    .containsExactly(
                            new StampHeader(stamp(0), Profile.LOSSLESS, false),
                            new StampHeader(stamp(1), Profile.LOSSLESS, false),
                            new StampHeader(stamp(2), Profile.LOSSLESS, true));
        }
    }

    private static StampHeader header(TestRecord<String, ?> record) {
        return StampHeader.on(new ConsumerRecord<>(
                        Topics.LANDMARKS.name(),
                        0,
                        0,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        record.key(),
                        record.value(),
                        record.headers(),
                        Optional.empty()))
                .orElseThrow();
    }

    @Test
    void aLandmarksRecordHasAtMost4Kilobytes() {
        try (FaceModels models = FaceModels.load();
                Rig rig = rig(Profile.LOSSLESS, new DriverObserver(models))) {
            rig.open(Profile.LOSSLESS, FIRST);
            rig.send(frame(0), end(1));

            var tracked = rig.records(Topics.LANDMARKS).getFirst();
            byte[] value = Topics.LANDMARKS.decoded().serializer().serialize(Topics.LANDMARKS.name(), tracked.value());
            assertThat(DefaultRecord.sizeInBytes(
                            0,
                            0,
                            ID.value().length(),
                            value.length,
                            tracked.headers().toArray()))
                    .isLessThanOrEqualTo(4096);
        }
    }

    private Rig rig(Profile profile, FrameObserver observer) {
        return new Rig(state, profile, observer);
    }
}
