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
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports to {@code marotte.reports} how far a stage is with its sessions. If a report is lost, the next one follows, so nobody waits for it. Any
 * thread.
 */
public final class StageReporter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageReporter.class);
    /** Time between two reports of a session: often enough for a progress bar, at a few hundred bytes each. */
    private static final Duration INTERVAL = Duration.ofMillis(250);
    /** The same where a process has so many sessions that all of them together would report more than a hundred times a second: for each of them. */
    private static final Duration INTERVAL_PER_SESSION = Duration.ofMillis(10);

    /** Reports wait a moment for others: a request for each costs the broker more than the reports do. */
    private static final Map<String, Object> SETTINGS =
            Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000, ProducerConfig.LINGER_MS_CONFIG, 50);

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
        return new StageReporter(cluster.live().producer(SETTINGS), stage, clock);
    }

    /** The progress of a stage in a session. */
    public record Standing(
            long frames,
            long expectedFrames,
            Pts upTo,
            OutcomeCounts counts,
            String remark,
            List<StreamConnection> connections) {
        /** Progress of a stage without network streams. */
        public Standing(long frames, long expectedFrames, Pts upTo, OutcomeCounts counts, String remark) {
            this(frames, expectedFrames, upTo, counts, remark, List.of());
        }

        /** Progress of a stage that knows no outcomes. */
        public static Standing of(long frames, long expectedFrames, Pts upTo) {
            return new Standing(frames, expectedFrames, upTo, OutcomeCounts.NONE, "");
        }

        /** With a remark for the user. */
        public Standing remarking(String words) {
            return new Standing(frames, expectedFrames, upTo, counts, words, connections);
        }

        /** With the streams that the stage reads or writes. */
        public Standing over(List<StreamConnection> streams) {
            return new Standing(frames, expectedFrames, upTo, counts, remark, streams);
        }
    }

    /** Reports, unless the last report was a moment ago. */
    public void report(SessionId session, Standing standing) {
        Instant now = clock.instant();
        Instant before = last.getOrDefault(session, Instant.EPOCH);
        if (Duration.between(before, now).compareTo(interval(last.size())) >= 0) {
            reportNow(session, standing);
        }
    }

    /** Time between two reports of one of {@code sessions}. */
    static Duration interval(int sessions) {
        Duration together = INTERVAL_PER_SESSION.multipliedBy(sessions);
        return together.compareTo(INTERVAL) > 0 ? together : INTERVAL;
    }

    /** Reports in any case: the first time, the last time, and when there is news for the user. */
    public void reportNow(SessionId session, Standing standing) {
        last.put(session, clock.instant());
        send(session, record(session, standing));
    }

    /**
     * Reports a sign of life from the client that drives a session.
     *
     * @param run of the session's ingest that receives from the client, see {@link DrivingHeader}
     */
    public void reportDriven(SessionId session, long run, Standing standing) {
        send(session, DrivingHeader.on(record(session, standing), run));
    }

    private ProducerRecord<byte[], byte[]> record(SessionId session, Standing standing) {
        return Topics.REPORTS.record(new StageReport(
                        session,
                        stage,
                        clock.instant(),
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

    /** Waits until all reports have reached the broker or were given up: the last report should arrive before the session's end. */
    public void flush() {
        producer.flush();
    }

    /** Forgets when a session was last reported. */
    public void forget(SessionId session) {
        last.remove(session);
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
