package dev.marotte.speech;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.LastMessage;
import dev.marotte.runtime.sessions.PartitionEnds;
import dev.marotte.runtime.sessions.SessionRecords;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * How far a session came: all frames before this position are sent already.
 *
 * @param frames index of the next frame
 * @param ended whether the last frame is sent
 */
record SpeechPosition(long frames, boolean ended) {
    static final SpeechPosition START = new SpeechPosition(0, false);

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Finds the position in the committed landmarks. */
    static SpeechPosition of(Session session, Cluster cluster, InstantSource clock) {
        Cluster hurried = cluster.forProfile(session.profile());
        try (Consumer<byte[], byte[]> consumer =
                        hurried.consumer(Cluster.lookingUp(Cluster.readingOf(session.profile())));
                var ends = new PartitionEnds(hurried)) {
            SessionRecords records = SessionRecords.in(Topics.LANDMARKS, session, consumer);
            return new LastMessage(consumer, TIMEOUT, clock)
                    .of(
                            Topics.LANDMARKS,
                            records,
                            ends.next(records.partition()),
                            Comparator.comparingLong(message -> message.stamp().index()))
                    .map(SpeechPosition::after)
                    .orElse(START);
        }
    }

    private static SpeechPosition after(LandmarksMessage last) {
        boolean ended = last instanceof EndOfLandmarks;
        return new SpeechPosition(last.stamp().index() + (ended ? 0 : 1), ended);
    }
}
