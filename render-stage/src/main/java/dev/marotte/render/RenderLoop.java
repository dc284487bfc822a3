package dev.marotte.render;

import dev.marotte.render.ProfileFilter.Found;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * The loop of one profile: poll → plan → render → send → commit, as long as it runs. The records of one poll are the batch, over all sessions of the
 * assigned partitions. While one batch is rendered the next builds up by itself, so there is no timer and nothing to tune. It never sleeps for one
 * session: a partition whose next frame has to wait for the tables is held back alone.
 *
 * <p>{@link #run} on one thread; {@link #close} from any. The owner must deal with exceptions from {@code run}: the device is broken, the broker refuses,
 * or another instance has taken over. Nothing is lost: what was not committed is rendered again.
 *
 * <p>Not built on Kafka Streams: there, work that is drained in a commit runs after the offsets were committed and can be lost.
 */
final class RenderLoop implements AutoCloseable {
    /** Longest wait of a poll for records; anything else is noticed only after it. */
    private static final Duration IDLE = Duration.ofMillis(100);
    /** Longest wait of a poll while a partition is held; after it the loop looks again for what the partition waits for. */
    private static final Duration LOOK = Duration.ofMillis(10);
    /** Time between commits while all records belong to the other profile: nobody waits for these commits. */
    private static final Duration SKIPPED = Duration.ofSeconds(1);

    private final LandmarksInput input;
    private final Consumer<String, Decoded<LandmarksMessage>> consumer;
    private final ProfileFilter filter;
    private final Renderer renderer;
    private final Delivery delivery;
    private final LoopMeters meters;
    private final InstantSource clock;
    private final HeldPartitions held;
    private ConsumedOffsets uncommitted = ConsumedOffsets.NONE;
    private Instant committed = Instant.EPOCH;
    private volatile boolean assigned;
    private volatile boolean closed;

    RenderLoop(LandmarksInput input, Renderer renderer, Delivery delivery, LoopMeters meters, InstantSource clock) {
        this.input = input;
        consumer = input.consumer();
        filter = new ProfileFilter(input.profile());
        this.renderer = renderer;
        this.delivery = delivery;
        this.meters = meters;
        this.clock = clock;
        held = new HeldPartitions(consumer);
    }

    /** Renders until closed. */
    void run() {
        try (input;
                delivery) {
            begin();
            while (!closed) {
                turn();
            }
        } catch (WakeupException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    void begin() {
        consumer.subscribe(List.of(Topics.LANDMARKS.name()), new Ownership());
    }

    /** Polls once and processes the records. */
    void turn() {
        prepare();
        held.releaseUnless(renderer::isAwaited);
        RenderBatch batch = plan(consumer.poll(held.count() == 0 ? IDLE : LOOK));
        uncommitted = uncommitted.and(batch.consumed());
        if (!batch.isSilent() || isCommitDue()) {
            deliver(batch);
        }
        meters.stands(lag(), held.count(), input.sessions().count());
    }

    /** Prepares what the first frames of a newly opened session would otherwise wait for; one session a turn. */
    private void prepare() {
        input.sessions()
                .next(renderer::isKnown)
                .ifPresent(session -> renderer.rehearse(session.identity(), session.settings()));
    }

    private long lag() {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private RenderBatch plan(ConsumerRecords<String, Decoded<LandmarksMessage>> polled) {
        RenderBatch batch = new RenderBatch();
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<String, Decoded<LandmarksMessage>>> records = polled.records(partition);
            int planned = plan(records, batch);
            batch.take(
                    partition,
                    records.getFirst().offset(),
                    planned < records.size() ? before(records.get(planned)) : end(polled, partition));
        }
        return batch;
    }

    /** Plans up to the first message that has to wait; returns how many records there were before it. */
    private int plan(List<ConsumerRecord<String, Decoded<LandmarksMessage>>> records, RenderBatch batch) {
        for (int planned = 0; planned < records.size(); planned++) {
            if (!isPlanned(records.get(planned), batch)) {
                return planned;
            }
        }
        return records.size();
    }

    private boolean isPlanned(ConsumerRecord<String, Decoded<LandmarksMessage>> record, RenderBatch batch) {
        switch (filter.sort(record)) {
            case Found.OthersRecord(), Found.NoRecord() -> {}
            case Found.Damage damage -> batch.bury(record, damage);
            case Found.Message(LandmarksMessage message) -> {
                switch (renderer.plan(message)) {
                    case Plan.Ready ready -> batch.add(ready);
                    case Plan.Await() -> {
                        held.hold(record, message);
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static OffsetAndMetadata before(ConsumerRecord<?, ?> record) {
        return new OffsetAndMetadata(record.offset(), record.leaderEpoch(), "");
    }

    private static OffsetAndMetadata end(ConsumerRecords<?, ?> polled, TopicPartition partition) {
        return Objects.requireNonNull(polled.nextOffsets().get(partition), "a poll says where it ended");
    }

    private boolean isCommitDue() {
        return !uncommitted.isEmpty() && !clock.instant().isBefore(committed.plus(SKIPPED));
    }

    private void deliver(RenderBatch batch) {
        List<ProducerRecord<byte[], byte[]>> output = new ArrayList<>(batch.letters());
        List<RenderedMessage> outcomes = renderer.render(batch.plans());
        outcomes.forEach(outcome -> output.add(Topics.RENDERED.record(outcome)));
        if (delivery.deliver(uncommitted, output)) {
            meters.delivered(outcomes, clock.instant());
        }
        uncommitted = ConsumedOffsets.NONE;
        committed = clock.instant();
    }

    /** Tells whether its share of the partitions has been assigned, which may be none. Any thread. */
    boolean isAssigned() {
        return assigned;
    }

    /** Asks {@link #run} to end after the batch in hand, and returns at once. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
    }

    /** Restricts the loop to the partitions that it owns. Called on the polling thread. */
    private final class Ownership implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assigned = true;
            input.sessions().add(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            input.sessions().remove(partitions);
            held.forget(partitions);
            uncommitted = uncommitted.without(partitions);
        }
    }
}
