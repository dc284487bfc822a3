package dev.marotte.render;

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
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Writes identities into their topic, each in one transaction. For one thread at a time. */
public final class IdentityRegistry implements AutoCloseable {
    /** When this passes, an open transaction is aborted by the broker in its own time. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;

    IdentityRegistry(Producer<byte[], byte[]> producer, InstantSource clock) {
        this.producer = producer;
        this.clock = clock;
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Connects; ends what another one left open.
     */
    public static IdentityRegistry open(Cluster cluster, InstantSource clock) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "marotte-identities");
        // Embeddings are smooth: a fraction of their size remains, and it is kept for good.
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        return new IdentityRegistry(cluster.producer(settings), clock);
    }

    /**
     * Enrols, or enrols anew. Versions are moments, so a later one is greater whoever gives it.
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
                        identity.generator(),
                        identity.portrait().width(),
                        identity.portrait().height(),
                        chunks.size(),
                        payload.size(),
                        IdentityChunks.sha256(payload),
                        now),
                chunks));
        return ref;
    }

    /**
     * Revokes all versions: sessions that use them stop, and their embeddings go.
     *
     * @param versions all that {@link RenderTables#versions} knows, the newest last
     * @throws BadInputException if there is none
     */
    public void revoke(List<Manifest> versions) {
        if (versions.isEmpty()) {
            throw new BadInputException("nobody of this name is enrolled");
        }
        write(IdentityRecords.revoking(new Revoked(versions.getLast().ref(), nowMicros()), versions));
    }

    private void write(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : records) {
            // The commit throws what a send failed of.
            Future<RecordMetadata> _ = producer.send(record);
        }
        producer.commitTransaction();
    }

    private long nowMicros() {
        return FrameTiming.microsOf(clock.instant());
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
