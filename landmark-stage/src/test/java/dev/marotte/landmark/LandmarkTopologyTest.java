package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.onnx.FaceModels;
import dev.marotte.landmark.SessionAdvance.FrameObserver;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.DeadLetter;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandmarkTopologyTest {
    private static final SessionId ID = new SessionId("demo");
    private static final long FRAME_MICROS = 100_000;
    private static final NeutralChoice FIRST = new NeutralChoice.Best(Duration.ZERO);
    private static final NeutralChoice BEST_OF_HALF_A_SECOND = new NeutralChoice.Best(Duration.ofMillis(500));

    @TempDir
    private Path state;

    @Test
    void everyFrameComesOutOnceAndInOrder() {
        try (TopologyTestDriver driver = driver(Profile.LOSSLESS, alwaysThere())) {
            open(driver, Profile.LOSSLESS, FIRST);
            send(driver, frame(0), frame(1), frame(1), frame(0), frame(2), end(3), end(3), frame(1));

            List<LandmarksMessage> landmarks = read(driver, Topics.LANDMARKS);
            assertThat(indices(landmarks)).containsExactly(0L, 1L, 2L, 3L);
            assertThat(landmarks.getLast()).isEqualTo(new EndOfLandmarks(stamp(3)));
        }
    }

    @Test
    void holdsRecordsBackUntilTheNeutralFrameIsKnown() {
        try (TopologyTestDriver driver = driver(Profile.LOSSLESS, new Driver(Set.of(), 3))) {
            open(driver, Profile.LOSSLESS, BEST_OF_HALF_A_SECOND);
            send(driver, frame(0), frame(1), frame(2), frame(3), frame(4));
            assertThat(read(driver, Topics.LANDMARKS)).isEmpty();

            send(driver, frame(5));
            List<LandmarksMessage> landmarks = read(driver, Topics.LANDMARKS);
            assertThat(indices(landmarks)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
            assertThat(neutralIndices(landmarks)).containsOnly(3L);
            assertThat(read(driver, Topics.NEUTRALS))
                    .extracting(Neutral::session, Neutral::index)
                    .containsExactly(tuple(ID, 3L));
        }
    }

    @Test
    void aClipThatEndsWithinTheWindowHasANeutralFrameToo() {
        try (TopologyTestDriver driver = driver(Profile.LOSSLESS, new Driver(Set.of(), 1))) {
            open(driver, Profile.LOSSLESS, BEST_OF_HALF_A_SECOND);
            send(driver, frame(0), frame(1), end(2));

            List<LandmarksMessage> landmarks = read(driver, Topics.LANDMARKS);
            assertThat(indices(landmarks)).containsExactly(0L, 1L, 2L);
            assertThat(neutralIndices(landmarks)).containsOnly(1L);
        }
    }

    @Test
    void theNeutralFrameMayBeSetByItsTime() {
        try (TopologyTestDriver driver = driver(Profile.LOSSLESS, new Driver(Set.of(), 1))) {
            open(driver, Profile.LOSSLESS, new NeutralChoice.At(new Pts(2 * FRAME_MICROS + 10)));
            send(driver, frame(0), frame(1), frame(2));
            assertThat(read(driver, Topics.LANDMARKS)).isEmpty();
            send(driver, frame(3));

            assertThat(neutralIndices(read(driver, Topics.LANDMARKS))).containsOnly(2L);
        }
    }

    @Test
    void aLiveSessionNeverWaits() {
        try (TopologyTestDriver driver = driver(Profile.LIVE, new Driver(Set.of(0L), 3))) {
            open(driver, Profile.LIVE, BEST_OF_HALF_A_SECOND);
            send(driver, frame(0), frame(1));

            List<LandmarksMessage> landmarks = read(driver, Topics.LANDMARKS);
            assertThat(indices(landmarks)).containsExactly(0L, 1L);
            assertThat(neutralIndices(landmarks)).containsOnly(1L);
        }
    }

    @Test
    void aFaceThatEntersLateIsUntrackedUntilThen() {
        try (TopologyTestDriver driver = driver(Profile.LOSSLESS, new Driver(Set.of(0L, 1L, 3L), 2))) {
            open(driver, Profile.LOSSLESS, FIRST);
            send(driver, frame(0), frame(1), frame(2), frame(3));

            assertThat(read(driver, Topics.LANDMARKS))
                    .filteredOn(Untracked.class::isInstance)
                    .map(Untracked.class::cast)
                    .extracting(Untracked::everTracked)
                    .containsExactly(false, false, true);
        }
    }

    @Test
    void aClipWithoutAFaceStillEnds() {
        try (TopologyTestDriver driver = driver(Profile.LOSSLESS, new Driver(Set.of(0L, 1L), 0))) {
            open(driver, Profile.LOSSLESS, BEST_OF_HALF_A_SECOND);
            send(driver, frame(0), frame(1), end(2));

            assertThat(indices(read(driver, Topics.LANDMARKS))).containsExactly(0L, 1L, 2L);
            assertThat(read(driver, Topics.NEUTRALS)).isEmpty();
        }
    }

    @Test
    void whatCannotBeReadLeavesNoHole() {
        try (TopologyTestDriver driver = driver(Profile.LOSSLESS, alwaysThere())) {
            open(driver, Profile.LOSSLESS, FIRST);
            send(driver, frame(0));
            driver.createInputTopic(Topics.FRAMES.name(), Topics.FRAMES.keys().serializer(), new ByteArraySerializer())
                    .pipeInput(ID.value(), new byte[] {1, 2, 3});
            send(driver, frame(2), new BrokenFrame(stamp(3), 0), end(4));

            List<LandmarksMessage> landmarks = read(driver, Topics.LANDMARKS);
            assertThat(indices(landmarks)).containsExactly(0L, 1L, 2L, 3L, 4L);
            assertThat(landmarks.get(1)).isInstanceOfSatisfying(Untracked.class, hole -> {
                assertThat(hole.stamp()).isEqualTo(stamp(1));
                assertThat(hole.reason()).isEqualTo(UntrackedReason.BROKEN_PICTURE);
            });
            assertThat(read(driver, Topics.DEAD_LETTERS))
                    .extracting(DeadLetter::topic, DeadLetter::value)
                    .containsExactly(tuple(Topics.FRAMES.name(), Bytes.of(new byte[] {1, 2, 3})));
        }
    }

    @Test
    void aFrameOfAnUnknownSessionGoesToTheDeadLetters() {
        try (TopologyTestDriver driver = driver(Profile.LOSSLESS, alwaysThere())) {
            send(driver, frame(0));

            assertThat(read(driver, Topics.LANDMARKS)).isEmpty();
            assertThat(read(driver, Topics.DEAD_LETTERS))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).contains("never opened"));
        }
    }

    @Test
    void sessionsOfTheOtherProfileAreLeftAlone() {
        try (TopologyTestDriver driver = driver(Profile.LOSSLESS, alwaysThere())) {
            open(driver, Profile.LIVE, FIRST);
            send(driver, frame(0));

            assertThat(read(driver, Topics.LANDMARKS)).isEmpty();
            assertThat(read(driver, Topics.DEAD_LETTERS)).isEmpty();
        }
    }

    @Test
    void tracksARealFaceAndKnowsItsPose() {
        try (FaceModels models = FaceModels.load();
                TopologyTestDriver driver =
                        driver(Profile.LOSSLESS, new DriverObserver(models, CanonicalFace.load()))) {
            open(driver, Profile.LOSSLESS, FIRST);
            send(driver, frame(0), frame(1), end(2));

            List<LandmarksMessage> landmarks = read(driver, Topics.LANDMARKS);
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
    void aLandmarksRecordHasAtMost4Kilobytes() {
        try (FaceModels models = FaceModels.load();
                TopologyTestDriver driver =
                        driver(Profile.LOSSLESS, new DriverObserver(models, CanonicalFace.load()))) {
            open(driver, Profile.LOSSLESS, FIRST);
            send(driver, frame(0));

            LandmarksMessage tracked = read(driver, Topics.LANDMARKS).getFirst();
            assertThat(Topics.LANDMARKS.serializer().serialize(Topics.LANDMARKS.name(), tracked))
                    .hasSizeLessThanOrEqualTo(4096);
        }
    }

    private TopologyTestDriver driver(Profile profile, FrameObserver observer) {
        Properties settings =
                LandmarkStageConfig.of("unused:9092", state, profile).streams("a");
        return new TopologyTestDriver(LandmarkTopology.of(profile, () -> observer, new Heard()), settings);
    }

    private static FrameObserver alwaysThere() {
        return new Driver(Set.of(), 0);
    }

    private static void open(TopologyTestDriver driver, Profile profile, NeutralChoice neutral) {
        Session session = new Session(
                ID,
                new IdentityRef("mona", 1),
                profile,
                RenderSettings.DEFAULT,
                neutral,
                new FaceChoice.Largest(),
                false);
        write(driver, Topics.SESSIONS, session);
    }

    private static void send(TopologyTestDriver driver, FrameMessage... frames) {
        for (FrameMessage frame : frames) {
            write(driver, Topics.FRAMES, frame);
        }
    }

    private static <V> void write(TopologyTestDriver driver, Topic<V> topic, V message) {
        driver.createInputTopic(topic.name(), topic.keys().serializer(), topic.serializer())
                .pipeInput(topic.keyOf(message), message);
    }

    private static <V> List<V> read(TopologyTestDriver driver, Topic<V> topic) {
        return driver
                .createOutputTopic(topic.name(), topic.keys().deserializer(), topic.deserializer())
                .readValuesToList()
                .stream()
                .map(decoded -> ((Decoded.Readable<V>) decoded).message())
                .toList();
    }

    private static List<Long> indices(List<LandmarksMessage> messages) {
        return messages.stream().map(message -> message.stamp().index()).toList();
    }

    private static LongStream neutralIndices(List<LandmarksMessage> messages) {
        return HeldRecords.tracked(messages).stream().mapToLong(Tracked::neutralIndex);
    }

    private static FrameStamp stamp(long index) {
        return stamp(ID, index);
    }

    private static FrameStamp stamp(SessionId session, long index) {
        return new FrameStamp(session, index, new Pts(index * FRAME_MICROS));
    }

    private static DrivingFrame frame(long index) {
        return frame(ID, index);
    }

    static DrivingFrame frame(SessionId session, long index) {
        return new DrivingFrame(stamp(session, index), 0, new Picture(PictureCodec.JPEG, 320, 375, hopper()));
    }

    private static EndOfFrames end(long frames) {
        return end(ID, frames);
    }

    static EndOfFrames end(SessionId session, long frames) {
        return new EndOfFrames(stamp(session, frames));
    }

    /** Grace Hopper, US Navy; public domain. */
    private static Bytes hopper() {
        try (InputStream jpeg = Objects.requireNonNull(LandmarkTopologyTest.class.getResourceAsStream("hopper.jpg"))) {
            return Bytes.of(jpeg.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Heard implements TrackingListener {
        private final ConcurrentLinkedQueue<FrameStamp> stamps = new ConcurrentLinkedQueue<>();

        @Override
        public void tracked(FrameStamp stamp) {
            stamps.add(stamp);
        }

        @Override
        public void failed(Throwable cause) {
            throw new AssertionError(cause);
        }
    }
}
