package dev.marotte.standalone.cluster;

import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import dev.marotte.schemas.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A place on the way of a live session's frames at which a test sees how far they have come. */
enum LiveHop {
    /** Sent by ingest. */
    FRAMES(Topics.FRAMES.name()) {
        @Override
        Optional<Sighting> sighting(ConsumerRecord<byte[], byte[]> record) {
            return Topics.FRAMES.decode(record.value()) instanceof Readable<FrameMessage>(FrameMessage message)
                    ? seen(message.stamp(), message instanceof EndOfFrames, record)
                    : Optional.empty();
        }
    },
    /** Sent by the landmark stage. */
    LANDMARKS(Topics.LANDMARKS.name()) {
        @Override
        Optional<Sighting> sighting(ConsumerRecord<byte[], byte[]> record) {
            return Topics.LANDMARKS.decode(record.value())
                            instanceof Readable<LandmarksMessage>(LandmarksMessage message)
                    ? seen(message.stamp(), message instanceof EndOfLandmarks, record)
                    : Optional.empty();
        }
    },
    /** Sent by the render stage, whatever became of the frame. */
    OUTCOMES(Topics.RENDERED.name()) {
        @Override
        Optional<Sighting> sighting(ConsumerRecord<byte[], byte[]> record) {
            return Topics.RENDERED.decode(record.value()) instanceof Readable<RenderedMessage>(RenderedMessage message)
                    ? seen(message.stamp(), message instanceof EndOfRendered, record)
                    : Optional.empty();
        }
    },
    /** Seen by the sink, as it says in its reports. */
    SINK(Topics.REPORTS.name()) {
        @Override
        Optional<Sighting> sighting(ConsumerRecord<byte[], byte[]> record) {
            return Topics.REPORTS.decode(record.value()) instanceof Readable<StageReport>(StageReport report)
                            && report.stage() == StageName.SINK
                    ? Optional.of(new Sighting(report.session(), report.frames(), report.at(), false))
                    : Optional.empty();
        }

        // A sink that was begun anew counts anew.
        @Override
        boolean isFurther(long before, long place) {
            return place != before;
        }
    };

    private final String topic;

    LiveHop(String topic) {
        this.topic = topic;
    }

    /** What a record says, if it is one of a session's frames here. */
    abstract Optional<Sighting> sighting(ConsumerRecord<byte[], byte[]> record);

    /** Whether a session that came to {@code place} has gone on. What comes twice has not. */
    boolean isFurther(long before, long place) {
        return place > before;
    }

    private static Optional<Sighting> seen(FrameStamp stamp, boolean last, ConsumerRecord<?, ?> record) {
        return Optional.of(
                new Sighting(stamp.session(), stamp.index(), Instant.ofEpochMilli(record.timestamp()), last));
    }

    static List<String> topics() {
        return Arrays.stream(values()).map(hop -> hop.topic).toList();
    }

    static LiveHop of(String topic) {
        return Arrays.stream(values())
                .filter(hop -> hop.topic.equals(topic))
                .findFirst()
                .orElseThrow();
    }

    /**
     * A session that has come so far.
     *
     * @param place grows as the session goes on
     * @param at by the clock of who sent it
     * @param last nothing follows it
     */
    record Sighting(SessionId session, long place, Instant at, boolean last) {}
}
