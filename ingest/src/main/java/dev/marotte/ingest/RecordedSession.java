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
    private final FrameStamp last;
    private final Map<Long, Neutral> neutrals;
    private final RecordedMessages<LandmarksMessage> landmarks;
    private final RecordedMessages<AudioMessage> sound;

    private RecordedSession(RecordingSource part, Session session, Cluster cluster, InstantSource clock) {
        this.part = part;
        try (var ends = new PartitionEnds(cluster)) {
            last = last(session, cluster, ends, clock).stamp();
            neutrals = neutrals(session, cluster, ends, clock);
            landmarks = RecordedMessages.open(Topics.LANDMARKS, session, cluster, ends, clock);
            sound = RecordedMessages.open(Topics.AUDIO, session, cluster, ends, clock);
        }
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
        return new RecordedSession(part, session, cluster, clock);
    }

    private static LandmarksMessage last(Session session, Cluster cluster, PartitionEnds ends, InstantSource clock) {
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(Map.of())) {
            SessionRecords records = SessionRecords.in(Topics.LANDMARKS, session, consumer);
            LandmarksMessage last = new LastMessage(consumer, TIMEOUT, clock)
                    .of(Topics.LANDMARKS, records, ends.next(records.partition()), BY_INDEX)
                    .orElseThrow(() -> new BadInputException(
                            "nothing can be replayed: no motion was recorded of session " + session.id()));
            if (session.isOpen() && !(last instanceof EndOfLandmarks)) {
                throw new BadInputException("session " + session.id() + " is still being recorded; replay it when it "
                        + "is over, or end it with: marotte session end " + session.id());
            }
            return last;
        }
    }

    private static Map<Long, Neutral> neutrals(
            Session session, Cluster cluster, PartitionEnds ends, InstantSource clock) {
        Map<Long, Neutral> neutrals = new HashMap<>();
        try (var recorded = RecordedMessages.open(Topics.NEUTRALS, session, cluster, ends, clock)) {
            recorded.forEachRemaining(neutral -> neutrals.put(neutral.index(), neutral));
        }
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
        landmarks.close();
        sound.close();
    }
}
