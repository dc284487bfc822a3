package dev.marotte.ingest;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.LastMessage;
import dev.marotte.runtime.sessions.PartitionEnds;
import dev.marotte.runtime.sessions.SessionRecords;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionSource.RecordingSource;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;

/** The recording of an earlier session, in Kafka. Its partition is not that of the session that replays it. One thread. */
final class RecordedSession implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Comparator<LandmarksMessage> BY_INDEX =
            Comparator.comparingLong(message -> message.stamp().index());

    private final RecordingSource part;
    private final Consumer<byte[], byte[]> motionReader;
    private final Consumer<byte[], byte[]> soundReader;
    private final FrameStamp last;
    private final Map<Long, Neutral> neutrals;
    private final RecordedMessages<LandmarksMessage> landmarks;
    private final RecordedMessages<AudioMessage> sound;

    private RecordedSession(
            RecordingSource part,
            Session session,
            Consumer<byte[], byte[]> motionReader,
            Consumer<byte[], byte[]> soundReader,
            PartitionEnds ends,
            InstantSource clock) {
        this.part = part;
        this.motionReader = motionReader;
        this.soundReader = soundReader;
        last = last(session, motionReader, ends, clock).stamp();
        neutrals = neutrals(session, motionReader, ends, clock);
        landmarks = RecordedMessages.read(Topics.LANDMARKS, session, motionReader, ends, clock);
        sound = RecordedMessages.read(Topics.AUDIO, session, soundReader, ends, clock);
    }

    /**
     * Looks up the recording.
     *
     * @throws BadInputException if the session does not exist, has not ended, or nothing was recorded of it
     */
    static RecordedSession open(RecordingSource part, Cluster cluster, InstantSource clock) {
        Session session = SessionStore.lookUp(part.session(), cluster, clock)
                .orElseThrow(() -> new BadInputException("there is no recording of a session " + part.session()
                        + ": it never was, or it was deleted; see marotte session list"));
        Consumer<byte[], byte[]> motionReader = cluster.consumer(Cluster.lookingUp(Map.of()));
        try {
            return open(part, session, motionReader, cluster, clock);
        } catch (RuntimeException e) {
            motionReader.close();
            throw e;
        }
    }

    private static RecordedSession open(
            RecordingSource part,
            Session session,
            Consumer<byte[], byte[]> motionReader,
            Cluster cluster,
            InstantSource clock) {
        Consumer<byte[], byte[]> soundReader = cluster.consumer(Cluster.lookingUp(Map.of()));
        try (var ends = new PartitionEnds(cluster)) {
            return new RecordedSession(part, session, motionReader, soundReader, ends, clock);
        } catch (RuntimeException e) {
            soundReader.close();
            throw e;
        }
    }

    private static LandmarksMessage last(
            Session session, Consumer<byte[], byte[]> reader, PartitionEnds ends, InstantSource clock) {
        SessionRecords records = SessionRecords.in(Topics.LANDMARKS, session, reader);
        LandmarksMessage last = new LastMessage(reader, TIMEOUT, clock)
                .of(Topics.LANDMARKS, records, ends.next(records.partition()), BY_INDEX)
                .orElseThrow(() -> new BadInputException(
                        "nothing can be replayed: no motion was recorded of session " + session.id()));
        if (session.isOpen() && !(last instanceof EndOfLandmarks)) {
            throw new BadInputException("session " + session.id() + " is still being recorded; replay it when it "
                    + "is over, or end it with: marotte session end " + session.id());
        }
        return last;
    }

    private static Map<Long, Neutral> neutrals(
            Session session, Consumer<byte[], byte[]> reader, PartitionEnds ends, InstantSource clock) {
        Map<Long, Neutral> neutrals = new HashMap<>();
        RecordedMessages.read(Topics.NEUTRALS, session, reader, ends, clock)
                .forEachRemaining(neutral -> neutrals.put(neutral.index(), neutral));
        return neutrals;
    }

    /** The recording, to be read once, while this is open. */
    Recording recording() {
        return new Recording(part, neutrals, landmarks, sound);
    }

    /** The approximate number of frames in the part. */
    long expectedFrames() {
        long whole = Math.max(1, last.pts().micros());
        long wanted = Math.min(part.until().micros(), whole) - part.from().micros();
        return Math.max(0, Math.round(last.index() * (double) wanted / whole));
    }

    @Override
    public void close() {
        motionReader.close();
        soundReader.close();
    }
}
