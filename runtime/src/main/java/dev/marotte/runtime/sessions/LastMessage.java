package dev.marotte.runtime.sessions;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds the last committed message of a session. Searches backwards from the end of its partition in growing steps, and no further
 * than the session's opening, because other sessions may have gigabytes there.
 */
public final class LastMessage {
    private static final long FIRST_STEP = 64;
    private static final int GROWTH = 8;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Duration timeout;
    private final InstantSource clock;

    /** @param timeout for reading one step; when it passes, {@link #of} throws and nothing was changed */
    public LastMessage(Consumer<byte[], byte[]> consumer, Duration timeout, InstantSource clock) {
        this.consumer = consumer;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * The greatest message, by {@code order}, of the last ones found. That need not be the very last one: an earlier run may have gone
     * on writing.
     *
     * @param end offset up to which to read; waits for open transactions before it
     */
    public <V> Optional<V> of(Topic<V> topic, SessionRecords records, long end, Comparator<V> order) {
        consumer.assign(List.of(records.partition()));
        Optional<V> last = Optional.empty();
        for (long step = FIRST_STEP, from = end; last.isEmpty() && from > records.start(); step *= GROWTH) {
            long until = from;
            from = Math.max(records.start(), end - step);
            last = between(from, until, topic, records).stream().max(order);
        }
        return last;
    }

    private <V> List<V> between(long from, long until, Topic<V> topic, SessionRecords records) {
        Instant deadline = clock.instant().plus(timeout);
        List<V> found = new ArrayList<>();
        consumer.seek(records.partition(), from);
        while (consumer.position(records.partition()) < until) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (records.contain(record) && topic.decode(record.value()) instanceof Decoded.Readable<V>(V message)) {
                    found.add(message);
                }
            }
            requireBefore(deadline);
        }
        return found;
    }

    private void requireBefore(Instant deadline) {
        if (clock.instant().isAfter(deadline)) {
            throw new TimeoutException("what is already sent could not be read within " + timeout.toSeconds() + " s");
        }
    }
}
