package dev.marotte.identity;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.IdentityChunks;
import dev.marotte.schemas.IdentityMessage.Chunk;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.IdentityMessage.Revoked;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes identities into their topic, each in one transaction. Connects when there is something to write, under a name of its own: any number
 * of registries work at a time and none ends what another has begun. For one thread at a time.
 */
public final class IdentityRegistry implements AutoCloseable {
    /** Beginning of the transactional ids, which end in a random name. */
    private static final String OWNER = "marotte-identities-";
    /** Limit of closing; when it passes, an open transaction is aborted by the broker in its own time. */
    private static final Duration CLOSING = Duration.ofSeconds(5);
    /** Limit of the wait for readers to see what was written; when it passes it is written all the same, and they see it later. */
    private static final Duration SEEING = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Cluster cluster;
    private final InstantSource clock;
    private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

    private IdentityRegistry(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** Makes one for a cluster that has the topics; connects to nothing yet. */
    public static IdentityRegistry open(Cluster cluster, InstantSource clock) {
        return new IdentityRegistry(cluster, clock);
    }

    /**
     * Enrols, or enrols anew; returns when readers see it. Versions are moments, so a later one is greater whoever gives it.
     *
     * @param consent what the pictures may be used for
     */
    public IdentityRef enrol(String name, Consent consent, EnrolledIdentity identity) {
        long now = nowMicros();
        IdentityRef ref = new IdentityRef(name, now);
        Bytes payload = IdentityPayload.write(identity);
        List<Chunk> chunks = IdentityChunks.cut(ref, payload);
        write(IdentityRecords.enrolling(
                new Manifest(
                        ref,
                        consent,
                        identity.generators().written(),
                        identity.portrait().width(),
                        identity.portrait().height(),
                        chunks.size(),
                        payload.size(),
                        Sha256.of(payload),
                        now),
                chunks));
        return ref;
    }

    /**
     * Revokes all versions: sessions that use them stop, and their embeddings go.
     *
     * @return how many versions there were
     * @throws BadInputException if nobody of this name is enrolled
     */
    public int revoke(String name) {
        List<Manifest> versions = versions(name);
        if (versions.isEmpty()) {
            throw new BadInputException("nobody is enrolled as " + name + "; see marotte identities");
        }
        write(IdentityRecords.revoking(new Revoked(versions.getLast().ref(), nowMicros()), versions));
        return versions.size();
    }

    private List<Manifest> versions(String name) {
        try (IdentityCatalogue catalogue = IdentityCatalogue.open(cluster, clock)) {
            return catalogue.versions(name);
        }
    }

    /** Returns when readers see it: whoever was told of it may ask for it next. */
    private void write(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            Producer<byte[], byte[]> connected = connected();
            connected.beginTransaction();
            // The commit throws what a send failed of.
            List<Future<RecordMetadata>> sent =
                    records.stream().map(connected::send).toList();
            connected.commitTransaction();
            awaitReaders(sent.getLast().resultNow());
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    /** A broker answers a commit first and tells the readers of it then; and they see nothing that stands behind somebody's open transaction. */
    private void awaitReaders(RecordMetadata last) {
        TopicPartition partition = new TopicPartition(last.topic(), last.partition());
        Instant deadline = clock.instant().plus(SEEING);
        try (Consumer<byte[], byte[]> reader = cluster.consumer(Map.of())) {
            while (reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L) <= last.offset()
                    && clock.instant().isBefore(deadline)) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }

    private Producer<byte[], byte[]> connected() {
        if (producer.isEmpty()) {
            Producer<byte[], byte[]> connecting = cluster.producer(Map.of(
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    OWNER + UUID.randomUUID(),
                    // Embeddings are smooth: a fraction of their size remains, and it is kept for good.
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "zstd"));
            producer = Optional.of(connecting);
            connecting.initTransactions();
        }
        return producer.get();
    }

    private long nowMicros() {
        return FrameTiming.microsOf(clock.instant());
    }

    @Override
    public void close() {
        producer.ifPresent(connected -> connected.close(CLOSING));
        producer = Optional.empty();
    }
}
