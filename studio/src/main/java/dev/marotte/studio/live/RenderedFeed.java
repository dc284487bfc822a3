package dev.marotte.studio.live;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.InterruptionHeader;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads rendered pictures and sound of the sessions that have viewers, from now on, and no other partitions than theirs. One thread runs it; the rest is for
 * any.
 */
final class RenderedFeed implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long MICROS = 1_000;

    private final Cluster cluster;
    private final Map<SessionId, Broadcast> broadcasts = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean closed;

    RenderedFeed(Cluster cluster) {
        this.cluster = cluster;
    }

    void add(Broadcast broadcast) {
        broadcasts.put(broadcast.session(), broadcast);
        wake();
    }

    /** Removes exactly this broadcast, not another one of the same session that may have begun meanwhile. */
    void remove(Broadcast broadcast) {
        broadcasts.remove(broadcast.session(), broadcast);
    }

    void run() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = cluster.live().consumer(Cluster.readingOf(Profile.LIVE))) {
            int partitions = consumer.partitionsFor(Topics.RENDERED.name()).size();
            while (!closed) {
                follow(consumer, partitions);
                if (consumer.assignment().isEmpty()) {
                    awaitChange();
                } else {
                    consumer.poll(POLL).forEach(this::note);
                }
            }
        }
    }

    /** Assigns the partitions; new ones are read from their end. */
    private void follow(Consumer<byte[], byte[]> consumer, int partitions) {
        Set<TopicPartition> wanted = wanted(partitions);
        if (wanted.equals(consumer.assignment())) {
            return;
        }
        Set<TopicPartition> before = Set.copyOf(consumer.assignment());
        consumer.assign(wanted);
        List<TopicPartition> added =
                wanted.stream().filter(partition -> !before.contains(partition)).toList();
        consumer.seekToEnd(added);
        added.forEach(consumer::position);
    }

    private Set<TopicPartition> wanted(int partitions) {
        Set<TopicPartition> wanted = new HashSet<>();
        for (SessionId session : broadcasts.keySet()) {
            int partition = SessionPartitioner.partitionOf(session, partitions);
            wanted.add(new TopicPartition(Topics.RENDERED.name(), partition));
            wanted.add(new TopicPartition(Topics.AUDIO.name(), partition));
        }
        return wanted;
    }

    @SuppressWarnings("WaitNotInLoop") // the caller checks again
    private void awaitChange() throws InterruptedException {
        lock.lock();
        try {
            if (broadcasts.isEmpty() && !closed) {
                boolean _ = changed.await(1, TimeUnit.SECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.AUDIO.name())) {
            if (Topics.AUDIO.decode(record.value()) instanceof Readable<AudioMessage>(AudioMessage sound)) {
                of(sound.session()).forEach(broadcast -> {
                    if (InterruptionHeader.isOn(record) && sound instanceof AudioUnit unit) {
                        broadcast.cutBefore(unit.pts().micros());
                    }
                    broadcast.take(sound);
                });
            }
        } else if (Topics.RENDERED.decode(record.value()) instanceof Readable<RenderedMessage>(RenderedMessage frame)) {
            of(frame.stamp().session()).forEach(broadcast -> broadcast.take(frame, record.timestamp() * MICROS));
        }
    }

    private List<Broadcast> of(SessionId session) {
        Broadcast broadcast = broadcasts.get(session);
        return broadcast == null ? List.of() : List.of(broadcast);
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }
}
