package dev.marotte.sink.live;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.sink.Inlet;
import dev.marotte.sink.Inlet.Received;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Opens the records of the live sessions of a process, all of which share one consumer. Any thread. */
public final class LiveInlets implements AutoCloseable {
    /** Limit of one answer of a broker, unless a single record is larger. */
    private static final int FETCHED_BYTES = 16 << 20;

    private final Cluster cluster;
    private final LiveStarts starts;
    private Optional<SharedReader> reader = Optional.empty();

    /** Connects to the cluster when the first session is opened. */
    public LiveInlets(Cluster cluster, InstantSource clock) {
        this.cluster = cluster.live();
        starts = new LiveStarts(this.cluster, clock);
    }

    /**
     * Reads pictures from a moment ago, for current viewers, and sound that begins with its header; the caller closes it.
     *
     * @throws KafkaException if the session's records cannot be read at present
     */
    public Inlet open(Session session) {
        Map<TopicPartition, Long> from = starts.of(session);
        List<Received> header = starts.header(session).stream()
                .<Received>map(Received.OfSound::new)
                .toList();
        SharedReader current = reader();
        var inlet = new LiveInlet(session.id(), header, current::remove);
        if (!current.add(inlet, from)) {
            throw new KafkaException("the consumer of live sessions has just failed");
        }
        return inlet;
    }

    /** Begins to connect, so that the first session does not wait for it; returns at once. */
    public void connectAhead() {
        reader();
        starts.connectAhead();
    }

    /** One that has failed is replaced. */
    private synchronized SharedReader reader() {
        SharedReader current = reader.filter(each -> !each.hasEnded()).orElseGet(this::connect);
        reader = Optional.of(current);
        return current;
    }

    private SharedReader connect() {
        Map<String, Object> settings = new HashMap<>(Cluster.readingOf(Profile.LIVE));
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_BYTES);
        var shared = new SharedReader(cluster.consumer(settings));
        Thread.ofPlatform().name("sink-live-reader").start(shared::run);
        return shared;
    }

    /** Inlets that are still open get no more records. */
    @Override
    public synchronized void close() {
        reader.ifPresent(SharedReader::close);
        starts.close();
    }
}
