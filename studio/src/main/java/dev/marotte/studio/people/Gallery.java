package dev.marotte.studio.people;

import dev.marotte.identity.IdentityPayload;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.IdentityChunks;
import dev.marotte.schemas.IdentityChunks.Payload;
import dev.marotte.schemas.IdentityMessage;
import dev.marotte.schemas.IdentityMessage.Chunk;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.IdentityMessage.Revoked;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All enrolled identities in the topic, with a picture of each. Payloads are released once the portrait is taken out of them; the pictures stay in memory,
 * some 50 kB each. {@link #run} is for one thread, the rest for any.
 */
public final class Gallery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gallery.class);
    private static final Duration POLL = Duration.ofMillis(200);
    /** As long as a request to the session store may take: a client answered earlier would next hear that nobody is enrolled. */
    private static final Duration CATCHING_UP = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final PortraitPicture portraits;
    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final Map<IdentityRef, Map<Integer, Chunk>> chunks = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean closed;

    /** One enrolled identity, in its newest version. */
    public record Entry(Manifest manifest, Optional<Picture> picture) {}

    public Gallery(Cluster cluster, PortraitPicture portraits) {
        this.cluster = cluster;
        this.portraits = portraits;
    }

    /** All identities, by name. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    public Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** Waits until a version is known here, because the client that enrolled it uses it next; at most for {@link #CATCHING_UP}. */
    public void await(IdentityRef version) throws InterruptedException {
        lock.lock();
        try {
            long left = CATCHING_UP.toNanos();
            while (!isKnown(version) && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isKnown(IdentityRef version) {
        return find(version.name())
                .filter(entry -> entry.manifest().ref().version() >= version.version())
                .isPresent();
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Follows the topic until this is closed. */
    public void run() {
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.IDENTITIES.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                consumer.poll(POLL).forEach(this::note);
            }
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        if (Topics.IDENTITIES.decode(record.value()) instanceof Readable<IdentityMessage>(IdentityMessage message)) {
            switch (message) {
                case Chunk chunk ->
                    chunks.computeIfAbsent(chunk.ref(), _ -> new HashMap<>()).put(chunk.number(), chunk);
                case Manifest manifest -> enrolled(manifest);
                case Revoked revoked -> entries.remove(revoked.ref().name());
            }
        }
    }

    /** A version's own manifest comes first and the newest one under the name after it: the second finds the chunks gone and the picture known. */
    private void enrolled(Manifest manifest) {
        Optional<Picture> picture = Optional.ofNullable(chunks.remove(manifest.ref()))
                .flatMap(parts -> portrait(manifest, parts))
                .or(() -> find(manifest.ref().name())
                        .filter(known -> known.manifest().ref().equals(manifest.ref()))
                        .flatMap(Entry::picture));
        entries.merge(
                manifest.ref().name(),
                new Entry(manifest, picture),
                (before, next) -> before.manifest().ref().version()
                                > next.manifest().ref().version()
                        ? before
                        : next);
        signal();
    }

    private Optional<Picture> portrait(Manifest manifest, Map<Integer, Chunk> parts) {
        List<Chunk> inOrder = new ArrayList<>();
        IntStream.range(0, manifest.chunks())
                .mapToObj(number -> Optional.ofNullable(parts.get(number)))
                .forEach(part -> part.ifPresent(inOrder::add));
        return switch (IdentityChunks.join(manifest, inOrder)) {
            case Payload.Whole(var payload) ->
                Optional.of(portraits.of(IdentityPayload.read(payload).portrait()));
            case Payload.Damaged(String reason) -> {
                LOG.atWarn().addKeyValue("reason", reason).log("Identity has no picture to show");
                yield Optional.empty();
            }
        };
    }

    @Override
    public void close() {
        closed = true;
    }
}
