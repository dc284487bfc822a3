package dev.marotte.runtime;

import dev.marotte.runtime.sessions.GroupMembership;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;

/**
 * Numbers on the way that live frames go: written as by ingest, taken on by a member of a group as by a renderer, read as by a sink; each by a thread of
 * its own. Keeps the longest time in which no further number arrived.
 *
 * <p>Begun and closed by one thread, which also asks.
 */
final class LiveChain implements AutoCloseable {
    private static final Duration BETWEEN_NUMBERS = Duration.ofMillis(100);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(4);
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Way way;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong arrived = new AtomicLong(-1);
    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime());
    private final AtomicLong longestNanos = new AtomicLong();
    private final List<Thread> threads;

    /** Topics of one partition, from which to which. */
    record Way(String from, String to) {}

    private LiveChain(Cluster cluster, Way way) {
        this.cluster = cluster;
        this.way = way;
        threads = List.of(thread("write", this::write), thread("relay", this::relay), thread("read", this::read));
    }

    private Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name + "-" + way.from()).unstarted(work);
    }

    /** The topics have to be there. */
    static LiveChain begin(Cluster cluster, Way way) {
        LiveChain chain = new LiveChain(cluster, way);
        chain.threads.forEach(Thread::start);
        return chain;
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] coded(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private void write() {
        Producer<byte[], byte[]> producer = cluster.producer(Map.of());
        while (!isClosedWithin(BETWEEN_NUMBERS)) {
            byte[] number = coded(written.getAndIncrement());
            producer.send(new ProducerRecord<>(way.from(), 0, number, number));
        }
        producer.close(CLOSING);
    }

    private void relay() {
        Producer<byte[], byte[]> producer = cluster.producer(Map.of());
        while (!isClosedWithin(Duration.ZERO)) {
            try {
                relayAsMember(producer);
            } catch (FencedInstanceIdException shutOut) {
                // As stages do: joins again.
                System.out.println(Instant.now() + " relay of " + way.from() + " was shut out of its group");
            }
        }
        producer.close(CLOSING);
    }

    private void relayAsMember(Producer<byte[], byte[]> producer) {
        Map<String, Object> member = new GroupMembership("relay", SESSION_TIMEOUT).settings("relay-" + way.from());
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(member)) {
            consumer.subscribe(List.of(way.from()));
            while (!isClosedWithin(Duration.ZERO)) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    producer.send(new ProducerRecord<>(way.to(), 0, record.key(), record.value()));
                }
                producer.flush();
                if (!records.isEmpty()) {
                    consumer.commitAsync((_, _) -> {});
                }
            }
        }
    }

    private void read() {
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(Map.of())) {
            consumer.assign(List.of(new TopicPartition(way.to(), 0)));
            while (!isClosedWithin(Duration.ZERO)) {
                consumer.poll(POLL)
                        .forEach(record -> note(ByteBuffer.wrap(record.value()).getLong(), System.nanoTime()));
            }
        }
    }

    /** What comes twice is no sign of life. */
    private void note(long number, long now) {
        if (number > arrived.get()) {
            arrived.set(number);
            longestNanos.accumulateAndGet(now - lastNanos.getAndSet(now), Math::max);
        }
    }

    /** How many numbers were written until now. */
    long written() {
        return written.get();
    }

    /** Whether {@code number} has come through. */
    boolean hasArrived(long number) {
        return arrived.get() >= number;
    }

    /** The longest time without a further number since this was asked last, up to now. */
    Duration takeLongest() {
        long silence = System.nanoTime() - lastNanos.get();
        return Duration.ofNanos(Math.max(longestNanos.getAndSet(0), silence));
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
