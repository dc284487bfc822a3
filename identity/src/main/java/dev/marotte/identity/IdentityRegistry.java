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
 * Writes identities into their topic, each in one transaction. Connects when there is something to write, under a unique name, so that any number of
 * registries can work at once and none aborts another's transaction. For use by one thread at a time.
 */
public final class IdentityRegistry implements AutoCloseable {
    /** Prefix of the transactional ids, which end in a random name. */
    private static final String OWNER = "marotte-identities-";
    /** Time limit for closing; when it passes, the broker aborts the open transaction after its own timeout. */
    private static final Duration CLOSING = Duration.ofSeconds(5);
    /** Time limit of the wait until readers see what was written; when it passes the write stands nevertheless, and they see it later. */
    private static final Duration SEEING = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Cluster cluster;
    private final InstantSource clock;
    private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

    private IdentityRegistry(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** Creates a registry for a cluster that has the topics; does not connect yet. */
    public static IdentityRegistry open(Cluster cluster, InstantSource clock) {
        return new IdentityRegistry(cluster, clock);
    }

    /**
     * Enrols an identity, or enrols it anew; returns when readers see it. Versions are points in time, so a later one is greater, no matter which registry
     * assigns it.
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
     * Revokes all versions: sessions that use them stop, and their embeddings are deleted.
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

    /** Writes in one transaction and returns when readers see it: callers may look it up next. */
    private void write(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            Producer<byte[], byte[]> connected = connected();
            connected.beginTransaction();
            // The commit throws the error of a failed send.
            List<Future<RecordMetadata>> sent =
                    records.stream().map(connected::send).toList();
            connected.commitTransaction();
            awaitReaders(sent.getLast().resultNow());
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    /** Waits for readers: a broker answers a commit before it shows the records to readers, and readers see nothing behind an open transaction. */
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
                    // Embeddings are smooth and compress to a fraction of their size, and they are kept for good.
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
