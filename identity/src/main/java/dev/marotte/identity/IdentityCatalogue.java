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
 * List of who is enrolled, for programs that render nobody. Manifests alone are kept, read from the topic without a folder or a lock. What it knows is as
 * old as the last {@link #refresh}. One thread.
 */
public final class IdentityCatalogue implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Limit of {@link #refresh}; when it passes that throws, and can be tried again. */
    private static final Duration READING = Duration.ofSeconds(60);

    private final Consumer<String, byte[]> consumer;
    private final InstantSource clock;
    /** Manifests and revocations by their keys, so that the versions of a name stand together. */
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

    /** Reads who is enrolled in a cluster that has the topics. */
    public static IdentityCatalogue open(Cluster cluster, InstantSource clock) {
        IdentityCatalogue catalogue = new IdentityCatalogue(
                cluster.consumer(Map.of(), new StringDeserializer(), new ByteArrayDeserializer()), clock);
        catalogue.refresh();
        return catalogue;
    }

    /** Reads all that has changed. */
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

    /** The newest version of somebody; empty if nobody of this name is enrolled. */
    public Optional<Manifest> newest(String name) {
        return Optional.ofNullable(messages.get(name))
                .filter(Manifest.class::isInstance)
                .map(Manifest.class::cast);
    }

    /** The newest version of everybody, by name. */
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

    /** All versions of somebody that can still be rendered, oldest first. */
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
