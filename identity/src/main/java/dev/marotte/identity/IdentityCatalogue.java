package dev.marotte.identity;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.IdentityMessage;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * List of the enrolled identities, for programs that do not render. Only manifests are kept, read from the topic without a folder or a lock. Its content
 * is as old as the last {@link #refresh}. One thread.
 */
public final class IdentityCatalogue implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Time limit of {@link #refresh}; when it passes, that method throws and can be called again. */
    private static final Duration READING = Duration.ofSeconds(60);

    private final Consumer<String, byte[]> consumer;
    private final InstantSource clock;
    /** Manifests and revocations by their keys, so that the versions of a name are adjacent. */
    private final Map<String, IdentityMessage> messages = new TreeMap<>();

    private IdentityCatalogue(Consumer<String, byte[]> consumer, InstantSource clock) {
        this.consumer = consumer;
        this.clock = clock;
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.IDENTITIES.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads the enrolled identities of a cluster that has the topics. */
    public static IdentityCatalogue open(Cluster cluster, InstantSource clock) {
        IdentityCatalogue catalogue = new IdentityCatalogue(
                cluster.consumer(Cluster.lookingUp(Map.of()), new StringDeserializer(), new ByteArrayDeserializer()),
                clock);
        catalogue.refresh();
        return catalogue;
    }

    /** Reads everything that has changed. */
    public void refresh() {
        Instant deadline = clock.instant().plus(READING);
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (!isAt(ends)) {
            consumer.poll(POLL).forEach(this::note);
            if (clock.instant().isAfter(deadline)) {
                throw new TimeoutException("identities could not be read within " + READING.toSeconds() + " s");
            }
        }
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null || IdentityRecords.isChunkKey(record.key())) {
            return;
        }
        switch (Topics.IDENTITIES.decode(record.value())) {
            case Decoded.Readable<IdentityMessage>(IdentityMessage message) -> messages.put(record.key(), message);
            case Decoded.Unreadable<IdentityMessage> _ -> messages.remove(record.key());
        }
    }

    /** Returns the newest version of an identity; empty if nobody of this name is enrolled. */
    public Optional<Manifest> newest(String name) {
        return Optional.ofNullable(messages.get(name))
                .filter(Manifest.class::isInstance)
                .map(Manifest.class::cast);
    }

    /** Returns the newest version of every identity, by name. */
    public List<Manifest> enrolled() {
        List<Manifest> newest = new ArrayList<>();
        messages.forEach((key, message) -> {
            if (message instanceof Manifest manifest
                    && key.equals(manifest.ref().name())) {
                newest.add(manifest);
            }
        });
        return newest;
    }

    /** Returns all versions of an identity that can still be rendered, oldest first. */
    public List<Manifest> versions(String name) {
        List<Manifest> versions = new ArrayList<>();
        messages.forEach((key, message) -> {
            if (message instanceof Manifest manifest && key.startsWith(name + "/")) {
                versions.add(manifest);
            }
        });
        versions.sort(Comparator.comparingLong(manifest -> manifest.ref().version()));
        return versions;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
