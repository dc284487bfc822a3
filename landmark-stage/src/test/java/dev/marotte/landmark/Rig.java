package dev.marotte.landmark;

import dev.marotte.face.CanonicalFace;
import dev.marotte.landmark.SessionAdvance.FrameObserver;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.IdentityRef;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology of one profile without a broker, and one session's frames, ten a second. */
final class Rig implements AutoCloseable {
    static final SessionId ID = new SessionId("demo");
    static final long FRAME_MICROS = 100_000;

    private final TopologyTestDriver driver;
    private final List<Long> heard = new ArrayList<>();

    Rig(Path state, Profile profile, FrameObserver observer) {
        driver = new TopologyTestDriver(
                LandmarkTopology.of(profile, () -> observer, CanonicalFace.load(), new Heard()),
                LandmarkStageConfig.of("unused:9092", state, profile).streams("a"));
    }

    void open(Profile profile, NeutralChoice neutral) {
        Session session = new Session(
                ID,
                new IdentityRef("mona", 1),
                profile,
                RenderSettings.DEFAULT,
                neutral,
                new FaceChoice.LargestFace(),
                false);
        write(Topics.SESSIONS, session);
    }

    void send(FrameMessage... frames) {
        for (FrameMessage frame : frames) {
            write(Topics.FRAMES, frame);
        }
    }

    void sendUnreadable(byte... bytes) {
        raw(Topics.FRAMES).pipeInput(ID.value(), bytes);
    }

    void sendWithNeitherKeyNorValue(Topic<?> topic) {
        raw(topic).pipeInput(new TestRecord<>(null, null));
    }

    private TestInputTopic<String, byte[]> raw(Topic<?> topic) {
        return driver.createInputTopic(topic.name(), topic.keys().serializer(), new ByteArraySerializer());
    }

    private <V> void write(Topic<V> topic, V message) {
        driver.createInputTopic(topic.name(), topic.keys().serializer(), topic.serializer())
                .pipeInput(topic.keyOf(message), message);
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

    static FrameStamp stamp(long index) {
        return stamp(ID, index);
    }

    private static FrameStamp stamp(SessionId session, long index) {
        return new FrameStamp(session, index, new Pts(index * FRAME_MICROS));
    }

    static DrivingFrame frame(long index) {
        return frame(ID, index);
    }

    static DrivingFrame frame(SessionId session, long index) {
        return new DrivingFrame(stamp(session, index), 0, new Picture(PictureCodec.JPEG, 320, 375, hopper()));
    }

    static EndOfFrames end(long frames) {
        return end(ID, frames);
    }

    static EndOfFrames end(SessionId session, long frames) {
        return new EndOfFrames(stamp(session, frames));
    }

    /** Grace Hopper, US Navy; public domain. */
    private static Bytes hopper() {
        try (InputStream jpeg = Objects.requireNonNull(Rig.class.getResourceAsStream("hopper.jpg"))) {
            return Bytes.of(jpeg.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Indices that the listener was told, in this order. */
    List<Long> heard() {
        return heard;
    }

    private final class Heard implements TrackingListener {
        @Override
        public void tracked(FrameStamp stamp) {
            heard.add(stamp.index());
        }

        @Override
        public void failed(Throwable cause) {
            throw new AssertionError(cause);
        }
    }
}
