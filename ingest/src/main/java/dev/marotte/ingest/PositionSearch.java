package dev.marotte.ingest;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.LastMessage;
import dev.marotte.runtime.sessions.PartitionEnds;
import dev.marotte.runtime.sessions.SessionRecords;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Looks up how far a session came: in its last frame and, since frames are deleted as soon as they are tracked, in its last landmarks. A replay
 * has no frames, only landmarks; a voice has only its sound.
 */
final class PositionSearch implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Comparator<FrameMessage> BY_EPOCH = Comparator.comparingLong(FrameMessage::epoch)
            .thenComparingLong(message -> message.stamp().index());
    private static final Comparator<LandmarksMessage> BY_INDEX =
            Comparator.comparingLong(message -> message.stamp().index());
    private static final Comparator<AudioMessage> BY_SEQUENCE = Comparator.comparingLong(AudioMessage::sequence);

    private final Session session;
    private final Consumer<byte[], byte[]> consumer;
    private final PartitionEnds ends;
    private final LastMessage last;

    private PositionSearch(Session session, Cluster cluster, InstantSource clock) {
        this.session = session;
        consumer = cluster.consumer(Cluster.lookingUp(Cluster.readingOf(session.profile())));
        ends = new PartitionEnds(cluster);
        last = new LastMessage(consumer, TIMEOUT, clock);
    }

    static Position of(Session session, Cluster cluster, InstantSource clock) {
        try (var search = new PositionSearch(session, cluster.forProfile(session.profile()), clock)) {
            return search.position();
        }
    }

    private Position position() {
        Optional<AudioMessage> sound = last(Topics.AUDIO, BY_SEQUENCE);
        long sounds = sound.map(message -> message.sequence() + 1).orElse(0L);
        boolean quiet = sound.filter(EndOfAudio.class::isInstance).isPresent();
        if (session.source().isVoice()) {
            return new Position(0, sounds, sound.map(PositionSearch::endOf).orElse(Pts.ZERO), epoch(), quiet);
        }
        if (sound.isEmpty() && session.profile() == Profile.LOSSLESS) {
            // The first transaction begins with a message about sound, so nothing was sent. There is no need to search
            // the pictures of other sessions.
            return nothing(sounds);
        }
        return last(Topics.FRAMES, BY_EPOCH)
                .map(frame -> after(frame.stamp(), frame instanceof EndOfFrames, frame.epoch() + 1, sounds, quiet))
                .or(() -> last(Topics.LANDMARKS, BY_INDEX)
                        .map(message ->
                                after(message.stamp(), message instanceof EndOfLandmarks, epoch(), sounds, quiet)))
                .orElseGet(() -> nothing(sounds));
    }

    /** The end of the sound after a message. Only pushed sources resume from there, and they have units up to their last message. */
    private static Pts endOf(AudioMessage message) {
        return message instanceof AudioUnit unit ? new Pts(unit.pts().micros() + unit.durationMicros()) : Pts.ZERO;
    }

    private Position nothing(long sounds) {
        return new Position(0, sounds, Pts.ZERO, epoch(), false);
    }

    private static Position after(FrameStamp stamp, boolean last, long epoch, long sounds, boolean quiet) {
        return new Position(stamp.index() + (last ? 0 : 1), sounds, stamp.pts(), epoch, last && quiet);
    }

    /**
     * The epoch of a session that has no frame in Kafka: either none was sent, or they were deleted together with their epochs. Those were
     * not higher than the number of frames that were ever in the partition.
     */
    private long epoch() {
        SessionRecords frames = SessionRecords.in(Topics.FRAMES, session, consumer);
        return ends.first(frames.partition()) == 0 ? 0 : ends.next(frames.partition());
    }

    private <V> Optional<V> last(Topic<V> topic, Comparator<V> order) {
        SessionRecords records = SessionRecords.in(topic, session, consumer);
        return last.of(topic, records, ends.next(records.partition()), order);
    }

    @Override
    public void close() {
        consumer.close();
        ends.close();
    }
}
