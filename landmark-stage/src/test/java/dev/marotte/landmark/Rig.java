package dev.marotte.landmark;

import dev.marotte.face.CanonicalFace;
import dev.marotte.landmark.SessionAdvance.FrameObserver;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionMotion;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionTerms;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/** The topology of one profile without a broker, and one session's frames, ten a second. */
final class Rig implements AutoCloseable {
    static final SessionId ID = new SessionId("demo");
    static final long FRAME_MICROS = 100_000;
    static final FrameTiming UNHURRIED = FrameTiming.unhurried(Instant.EPOCH);

    final SettableClock clock = new SettableClock(Instant.EPOCH);
    final MeterRegistry meters = new SimpleMeterRegistry();
    /** Sessions that stand in the topic, but have not been read. */
    final Map<SessionId, Session> overtaken = new HashMap<>();

    private final TopologyTestDriver driver;

    Rig(Path state, Profile profile, FrameObserver observer) {
        this(state, profile, observer, new MotionNetworks.None());
    }

    Rig(Path state, Profile profile, FrameObserver observer, MotionNetworks networks) {
        TrackingTools tools = new TrackingTools(
                () -> observer,
                networks,
                CanonicalFace.load(),
                _ -> id -> Optional.ofNullable(overtaken.get(id)),
                new LandmarkMeters(meters),
                clock);
        StreamsSettings settings = new StreamsSettings(
                Cluster.at("unused:9092"),
                LandmarkConfig.of(Settings.none(), state),
                new GroupMembership("a", Duration.ofSeconds(6)));
        driver = new TopologyTestDriver(LandmarkTopology.of(profile, tools), settings.of(ProfileTraits.of(profile)));
    }

    void open(Profile profile, NeutralChoice neutral) {
        tell(session(ID, profile, neutral));
    }

    void tell(Session session) {
        write(Topics.SESSIONS, session, clock.instant());
    }

    void delete(SessionId session) {
        raw(Topics.SESSIONS).pipeInput(new TestRecord<>(session.value(), null));
    }

    /** The store of landmarks that are held. */
    HeldLandmarks held() {
        return new HeldLandmarks(driver.getKeyValueStore(LandmarkTopology.HELD));
    }

    /** What is in a state store, by its keys. */
    List<String> keysIn(String store) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, Object> entries =
                driver.<String, Object>getKeyValueStore(store).all()) {
            entries.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    void passTime(Duration time) {
        clock.advance(time);
        driver.advanceWallClockTime(time);
    }

    static Session session(SessionId id, Profile profile, NeutralChoice neutral) {
        return new Session(
                id,
                new IdentityRef("mona", 1),
                profile,
                new SessionMotion(RenderSettings.DEFAULT, neutral, new FaceChoice.LargestFace()),
                new SessionSource.FileSource("clip.mp4"),
                List.of(new SessionOutput.FileOutput("clip.out.mp4", false)),
                SessionTerms.DEFAULT,
                new SessionOpening(Instant.EPOCH, "a test"),
                new SessionState.Open());
    }

    void send(FrameMessage... frames) {
        sendWrittenAt(clock.instant(), frames);
    }

    void sendWrittenAt(Instant written, FrameMessage... frames) {
        for (FrameMessage frame : frames) {
            write(Topics.FRAMES, frame, written);
        }
    }

    void sendUnreadable(byte... bytes) {
        raw(Topics.FRAMES).pipeInput(ID.value() + "/1", bytes);
    }

    void sendWithNeitherKeyNorValue(Topic<?> topic) {
        raw(topic).pipeInput(new TestRecord<>(null, null));
    }

    private TestInputTopic<String, byte[]> raw(Topic<?> topic) {
        return driver.createInputTopic(topic.name(), topic.keys().serializer(), new ByteArraySerializer());
    }

    private <V> void write(Topic<V> topic, V message, Instant written) {
        driver.createInputTopic(topic.name(), topic.keys().serializer(), topic.serializer())
                .pipeInput(topic.keyOf(message), message, written);
    }

    <V> List<V> read(Topic<V> topic) {
        return records(topic).stream()
                .map(record -> ((Decoded.Readable<V>) record.value()).message())
                .toList();
    }

    <V> List<TestRecord<String, Decoded<V>>> records(Topic<V> topic) {
        return driver.createOutputTopic(topic.name(), topic.keys().deserializer(), topic.deserializer())
                .readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }

    static List<Long> indices(List<LandmarksMessage> messages) {
        return messages.stream().map(message -> message.stamp().index()).toList();
    }

    static FrameStamp stamp(long index) {
        return stamp(ID, index);
    }

    static FrameStamp stamp(SessionId session, long index) {
        return new FrameStamp(session, index, new Pts(index * FRAME_MICROS));
    }

    static DrivingFrame frame(long index) {
        return frame(ID, index);
    }

    static DrivingFrame frame(SessionId session, long index) {
        return frame(session, index, UNHURRIED, 0);
    }

    static DrivingFrame frame(SessionId session, long index, FrameTiming timing, long epoch) {
        Picture picture = new Picture(PictureCodec.JPEG, 320, 375, hopper());
        return new DrivingFrame(stamp(session, index), timing, epoch, picture);
    }

    static EndOfFrames end(long frames) {
        return end(ID, frames);
    }

    static EndOfFrames end(SessionId session, long frames) {
        return new EndOfFrames(stamp(session, frames), 0);
    }

    /** Grace Hopper, US Navy; public domain. */
    private static Bytes hopper() {
        try (InputStream jpeg = Objects.requireNonNull(Rig.class.getResourceAsStream("hopper.jpg"))) {
            return Bytes.of(jpeg.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
