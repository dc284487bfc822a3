package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.DrivingHeader;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import dev.marotte.schemas.StreamConnection;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in {@code marotte.reports} how far a stage is with its sessions. A report that does not arrive is followed by the next one, so nobody waits
 * for it. Any thread.
 */
public final class StageReporter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageReporter.class);
    /** Between two reports of a session: often enough for a progress bar, and a few hundred bytes. */
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final StageName stage;
    private final InstantSource clock;
    private final Map<SessionId, Instant> last = new ConcurrentHashMap<>();

    StageReporter(Producer<byte[], byte[]> producer, StageName stage, InstantSource clock) {
        this.producer = producer;
        this.stage = stage;
        this.clock = clock;
    }

    public static StageReporter connect(Cluster cluster, StageName stage, InstantSource clock) {
        return new StageReporter(cluster.live().producer(Map.of("max.block.ms", 5_000)), stage, clock);
    }

    /** Where a stage is with a session. */
    public record Standing(
            long frames,
            long expectedFrames,
            Pts upTo,
            OutcomeCounts counts,
            String remark,
            List<StreamConnection> connections) {
        /** Of a stage without network streams. */
        public Standing(long frames, long expectedFrames, Pts upTo, OutcomeCounts counts, String remark) {
            this(frames, expectedFrames, upTo, counts, remark, List.of());
        }

        /** Of a stage that knows no outcomes. */
        public static Standing of(long frames, long expectedFrames, Pts upTo) {
            return new Standing(frames, expectedFrames, upTo, OutcomeCounts.NONE, "");
        }

        /** With a word for people. */
        public Standing remarking(String words) {
            return new Standing(frames, expectedFrames, upTo, counts, words, connections);
        }

        /** With the streams that the stage reads or writes. */
        public Standing over(List<StreamConnection> streams) {
            return new Standing(frames, expectedFrames, upTo, counts, remark, streams);
        }
    }

    /** Reports, unless it was done a moment ago. */
    public void report(SessionId session, Standing standing) {
        Instant now = clock.instant();
        Instant before = last.getOrDefault(session, Instant.EPOCH);
        if (Duration.between(before, now).compareTo(INTERVAL) >= 0) {
            reportNow(session, standing);
        }
    }

    /** Reports in any case: the first time, the last time, and when there is news for people. */
    public void reportNow(SessionId session, Standing standing) {
        send(session, record(session, standing));
    }

    /**
     * Reports that the client was heard who drives a session.
     *
     * @param run of the session's ingest that takes what the client sends, see {@link DrivingHeader}
     */
    public void reportDriven(SessionId session, long run, Standing standing) {
        send(session, DrivingHeader.on(record(session, standing), run));
    }

    private ProducerRecord<byte[], byte[]> record(SessionId session, Standing standing) {
        Instant now = clock.instant();
        last.put(session, now);
        return Topics.REPORTS.record(new StageReport(
                        session,
                        stage,
                        now,
                        standing.frames(),
                        standing.expectedFrames(),
                        standing.upTo(),
                        standing.counts(),
                        standing.remark())
                .with(standing.connections()));
    }

    private void send(SessionId session, ProducerRecord<byte[], byte[]> report) {
        producer.send(report, (_, problem) -> {
            if (problem != null) {
                LOG.atInfo().addKeyValue("session", session).setCause(problem).log("Report was not taken");
            }
        });
    }

    /** Waits until what was reported has reached the broker, or was given up: the last report should be there before the session's end is. */
    public void flush() {
        producer.flush();
    }

    /** Forgets when a session was reported last. */
    public void forget(SessionId session) {
        last.remove(session);
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
