package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import dev.marotte.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to {@code marotte.reports} how many live sessions a renderer takes, every few seconds while it runs, and withdraws that when it ends. If a
 * heartbeat is lost, the next one follows. {@link #run} on one thread, {@link #close} from any.
 */
public final class CapacityHeartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CapacityHeartbeat.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final SessionId renderer;
    private final long liveSessions;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param instance name of the renderer's process
     * @param liveSessions that it takes; 0 where no number is set
     */
    public CapacityHeartbeat(Cluster cluster, String instance, long liveSessions, InstantSource clock) {
        this.cluster = cluster;
        renderer = named(instance);
        this.liveSessions = liveSessions;
        this.clock = clock;
    }

    /** A valid key for any instance name, and never the name of a session. */
    private static SessionId named(String instance) {
        return new SessionId("renderer-" + UUID.nameUUIDFromBytes(instance.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes heartbeats; returns when closed. */
    public void run() throws InterruptedException {
        Producer<byte[], byte[]> producer = cluster.live().producer(Map.of("max.block.ms", 5_000));
        try {
            do {
                send(producer, Topics.REPORTS.record(StageReport.ofRenderer(renderer, clock.instant(), liveSessions)));
            } while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
            send(producer, Topics.REPORTS.tombstone(Topics.reportKey(renderer, StageName.RENDER)));
        } finally {
            producer.close(CLOSING);
        }
    }

    private void send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (_, problem) -> {
            if (problem != null) {
                LOG.atInfo().addKeyValue("renderer", renderer).setCause(problem).log("Capacity was not taken");
            }
        });
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
