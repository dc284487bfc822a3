package dev.marotte.identity;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.IdentityChunks;
import dev.marotte.schemas.IdentityChunks.Payload;
import dev.marotte.schemas.IdentityMessage;
import dev.marotte.schemas.IdentityMessage.Chunk;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the portrait of one enrolled identity, for programs that do not render. Each call reads the whole topic, so it is made once a session. */
public final class PortraitReader {
    private static final Logger LOG = LoggerFactory.getLogger(PortraitReader.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Cluster cluster;
    private final Duration timeout;
    private final InstantSource clock;

    /** @param timeout of one read; when it passes, there is no portrait */
    public PortraitReader(Cluster cluster, Duration timeout, InstantSource clock) {
        this.cluster = cluster;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Returns the portrait of a version; empty if the version is not enrolled, was revoked, or cannot be read in time. */
    public Optional<Picture> portrait(IdentityRef ref) {
        try (Consumer<String, byte[]> consumer =
                cluster.consumer(Cluster.lookingUp(Map.of()), new StringDeserializer(), new ByteArrayDeserializer())) {
            Parts parts = new Parts(ref);
            read(consumer, parts);
            return parts.portrait();
        } catch (KafkaException unreachable) {
            LOG.atWarn().setCause(unreachable).log("A portrait could not be read");
            return Optional.empty();
        }
    }

    private void read(Consumer<String, byte[]> consumer, Parts parts) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.IDENTITIES.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Instant deadline = clock.instant().plus(timeout);
        while (clock.instant().isBefore(deadline)
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(parts::note);
        }
    }

    /** What has been read of one version. */
    private static final class Parts {
        private final IdentityRef ref;
        private final List<Chunk> chunks = new ArrayList<>();
        private Optional<Manifest> manifest = Optional.empty();

        Parts(IdentityRef ref) {
            this.ref = ref;
        }

        void note(ConsumerRecord<String, byte[]> record) {
            boolean ours =
                    record.key() != null && (record.key() + "/").startsWith(IdentityRecords.manifestKey(ref) + "/");
            if (!ours) {
                return;
            }
            if (Topics.IDENTITIES.decode(record.value())
                    instanceof Readable<IdentityMessage>(IdentityMessage message)) {
                take(message);
            } else {
                forget();
            }
        }

        private void take(IdentityMessage message) {
            switch (message) {
                case Manifest found -> manifest = Optional.of(found);
                case Chunk chunk -> chunks.add(chunk);
                case IdentityMessage.Revoked _ -> forget();
            }
        }

        private void forget() {
            manifest = Optional.empty();
            chunks.clear();
        }

        Optional<Picture> portrait() {
            List<Chunk> ordered = chunks.stream()
                    .sorted(Comparator.comparingInt(Chunk::number))
                    .toList();
            return manifest.map(found -> IdentityChunks.join(found, ordered))
                    .filter(Payload.Whole.class::isInstance)
                    .map(Payload.Whole.class::cast)
                    .flatMap(whole -> portraitIn(whole.bytes()));
        }

        private static Optional<Picture> portraitIn(Bytes payload) {
            try {
                return Optional.of(IdentityPayload.read(payload).portrait());
            } catch (IllegalArgumentException ofAnotherVersion) {
                return Optional.empty();
            }
        }
    }
}
